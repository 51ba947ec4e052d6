import type {
  createServiceAccount,
  deleteServiceAccount,
  getServiceAccount,
  listServiceAccounts,
  ServiceAccount,
} from '#contract/service-account.ts'
import type { Verb } from '../app.ts'
import { notFound, quotaExceeded, StatusError } from '../errors.ts'
import { newId } from '../ids.ts'
import { empty, iamMessage, recordOperation } from '../operations/record.ts'
import { nameOf, nextPageToken, pageRequest } from '../page.ts'
import { folderById } from '../resource-manager/service.ts'
import { DuplicateError, type ServiceAccountRow, type Tables } from '../store/store.ts'
import { futureExpiry } from '../timestamp.ts'

const quotaMetric = 'iam.serviceAccounts.count'

export const list: Verb<typeof listServiceAccounts> = async ({ store }, { query }) => {
  await folderById(store, query.folderId)
  const page = await store.serviceAccounts.list(query.folderId, pageRequest(query), nameOf(query.filter))
  return { serviceAccounts: page.rows.map(toServiceAccount), nextPageToken: nextPageToken(page) }
}

export const get: Verb<typeof getServiceAccount> = async ({ store }, { params }) =>
  toServiceAccount(await serviceAccountById(store, params.serviceAccountId))

export const create: Verb<typeof createServiceAccount> = (ctx, { body }) =>
  ctx.store.transaction(async (tx) => {
    const folder = await folderById(tx, body.folderId)
    await tx.clouds.lock(folder.cloudId)
    const usage = await tx.serviceAccounts.countInCloud(folder.cloudId)
    const limit = ctx.quotas.serviceAccounts
    if (limit > 0 && usage >= limit) throw quotaExceeded(quotaMetric, limit, usage)
    const row: ServiceAccountRow = {
      id: newId(),
      cloudId: folder.cloudId,
      folderId: folder.id,
      createdAt: ctx.now().toISOString(),
      name: body.name,
      description: body.description ?? '',
      labels: body.labels ?? {},
      status: 'ACTIVE',
      lastAuthenticatedAt: null,
      expiresAt: futureExpiry(body.expiresAt, ctx.now()),
    }
    await tx.serviceAccounts.insert(row).catch((error: unknown) => {
      if (!(error instanceof DuplicateError)) throw error
      throw new StatusError('ALREADY_EXISTS', `ServiceAccount with name ${body.name} already exists`)
    })
    return recordOperation(tx, ctx, {
      resourceId: row.id,
      description: 'Create service account',
      metadata: iamMessage('CreateServiceAccountMetadata', { serviceAccountId: row.id }),
      response: iamMessage('ServiceAccount', toServiceAccount(row)),
    })
  })

export const remove: Verb<typeof deleteServiceAccount> = (ctx, { params: { serviceAccountId } }) =>
  ctx.store.transaction(async (tx) => {
    if (!(await tx.serviceAccounts.delete(serviceAccountId))) throw notFound('ServiceAccount', serviceAccountId)
    return recordOperation(tx, ctx, {
      resourceId: serviceAccountId,
      description: 'Delete service account',
      metadata: iamMessage('DeleteServiceAccountMetadata', { serviceAccountId }),
      response: empty,
    })
  })

/** @throws StatusError NOT_FOUND */
export const serviceAccountById = async (tables: Tables, id: string): Promise<ServiceAccountRow> => {
  const row = await tables.serviceAccounts.get(id)
  if (row === undefined) throw notFound('ServiceAccount', id)
  return row
}

const toServiceAccount = ({
  cloudId: _,
  lastAuthenticatedAt,
  expiresAt,
  labels,
  ...row
}: ServiceAccountRow): ServiceAccount => ({
  ...row,
  labels: { ...labels },
  ...(lastAuthenticatedAt !== null && { lastAuthenticatedAt }),
  ...(expiresAt !== null && { expiresAt }),
})
