import type { Tables } from '../store.ts'

import { pageOf } from './page.ts'
import type { Database } from './schema.ts'

const columns = ['id', 'resourceId', 'templateId', 'parameters', 'createdAt'] as const

export const accessPolicies = (db: Database): Tables['accessPolicies'] => ({
  list: (resourceId, page) =>
    pageOf(db.selectFrom('accessPolicies').select(columns).where('resourceId', '=', resourceId), page),
  find: async (resourceIds, templateIds) => {
    const rows = await db
      .selectFrom('accessPolicies')
      .select(columns)
      .where('resourceId', 'in', resourceIds)
      .where('templateId', 'in', templateIds)
      .execute()
    return resourceIds
      .flatMap((id) => templateIds.map((template) => [id, template] as const))
      .map(([id, template]) => rows.find((row) => row.resourceId === id && row.templateId === template))
      .find((row) => row !== undefined)
  },
  insert: async (row) => {
    await db.insertInto('accessPolicies').values(row).execute()
  },
  update: async (resourceId, templateId, parameters) => {
    const { numUpdatedRows } = await db
      .updateTable('accessPolicies')
      .set({ parameters })
      .where('resourceId', '=', resourceId)
      .where('templateId', '=', templateId)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  },
  delete: async (resourceId, templateId) => {
    const { numDeletedRows } = await db
      .deleteFrom('accessPolicies')
      .where('resourceId', '=', resourceId)
      .where('templateId', '=', templateId)
      .executeTakeFirst()
    return numDeletedRows > 0n
  },
})
