import type { Tables } from '../store.ts'

import { pageOf } from './page.ts'
import type { Database } from './schema.ts'

const columns = ['id', 'resourceId', 'roleId', 'subjectType', 'subjectId', 'createdAt'] as const

export const accessBindings = (db: Database): Tables['accessBindings'] => ({
  list: (resourceId, page) =>
    pageOf(db.selectFrom('accessBindings').select(columns).where('resourceId', '=', resourceId), page),
  grantsTo: (subjects) =>
    db
      .selectFrom('accessBindings')
      .leftJoin('serviceAccounts', 'serviceAccounts.id', 'accessBindings.resourceId')
      .leftJoin('folders', 'folders.id', 'accessBindings.resourceId')
      .select(['accessBindings.resourceId', 'accessBindings.roleId'])
      .select(({ fn }) => [
        fn.coalesce('serviceAccounts.folderId', 'folders.id').as('folderId'),
        fn.coalesce('serviceAccounts.cloudId', 'folders.cloudId').as('cloudId'),
      ])
      .where((eb) =>
        eb.or(
          subjects.map(({ subjectType, subjectId }) =>
            eb('subjectId', '=', subjectId).and('subjectType', '=', subjectType),
          ),
        ),
      )
      .execute(),
  insert: async (row) => {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('accessBindings')
      .values(row)
      .onConflict((conflict) => conflict.columns(['resourceId', 'roleId', 'subjectType', 'subjectId']).doNothing())
      .executeTakeFirst()
    return (numInsertedOrUpdatedRows ?? 0n) > 0n
  },
  delete: async ({ resourceId, roleId, subjectType, subjectId }) => {
    const { numDeletedRows } = await db
      .deleteFrom('accessBindings')
      .where('resourceId', '=', resourceId)
      .where('roleId', '=', roleId)
      .where('subjectType', '=', subjectType)
      .where('subjectId', '=', subjectId)
      .executeTakeFirst()
    return numDeletedRows > 0n
  },
})
