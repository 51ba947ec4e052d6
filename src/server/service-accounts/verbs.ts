import {
  type createServiceAccount,
  type deleteServiceAccount,
  type getServiceAccount,
  type listServiceAccountOperations,
  type listServiceAccounts,
  type reactivateServiceAccount,
  type ServiceAccount,
  serviceAccountMask,
  type suspendServiceAccount,
  type updateServiceAccount,
} from '#contract/service-account.ts'
import { accessOf, isAdministrator } from '../access/access.ts'
import { refuseForbidden } from '../access/policies.ts'
import type { Verb } from '../http/app.ts'
import type { Ctx } from '../verb.ts'
import { notFound, quotaExceeded, StatusError, validationFailed } from '../messages/status-error.ts'
import { coveredBy } from '../messages/field-mask.ts'
import { newId } from '../messages/ids.ts'
import { listOperations } from '../operations/list.ts'
import { empty, iamMessage, onAccount, recordOperation } from '../operations/record.ts'
import { nameOf, nextPageToken, pageOfRows, pageRequest } from '../messages/page.ts'
import { folderById } from '../resource-manager/find.ts'
import type { FolderRow, ServiceAccountChanges, ServiceAccountRow } from '../store/rows.ts'
import { DuplicateError, type Tables } from '../store/store.ts'
import { futureExpiry } from '../messages/timestamp.ts'

const quotaMetric = 'iam.serviceAccounts.count'

export const list: Verb<typeof listServiceAccounts> = async (ctx, { query }) => {
  const { store, now } = ctx
  const folder = await folderById(store, query.folderId)
  const name = nameOf(query.filter)
  const page = (await mayViewAll(ctx, folder))
    ? await store.serviceAccounts.list(folder.id, pageRequest(query), name)
    : pageOfRows(await seenIn(ctx, folder.id, name), query)
  return { serviceAccounts: page.rows.map((row) => toServiceAccount(row, now())), nextPageToken: nextPageToken(page) }
}

export const get: Verb<typeof getServiceAccount> = async ({ store, now }, { params }) =>
  toServiceAccount(await serviceAccountById(store, params.serviceAccountId), now())

export const create: Verb<typeof createServiceAccount> = (ctx, { body }) =>
  ctx.store.transaction(async (tx) => {
    const folder = await folderById(tx, body.folderId)
    await tx.clouds.lock(folder.cloudId)
    await refuseForbidden(tx, 'createServiceAccount', { folderId: folder.id, cloudId: folder.cloudId })
    const limit = ctx.quotas.serviceAccounts
    if (limit > 0) {
      const usage = await tx.serviceAccounts.countInCloud(folder.cloudId)
      if (usage >= limit) throw quotaExceeded(quotaMetric, limit, usage)
    }
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
    await tx.serviceAccounts.insert(row).catch(sayTaken(body.name))
    return recordOperation(tx, ctx, {
      on: onAccount(row),
      description: 'Create service account',
      metadata: iamMessage('CreateServiceAccountMetadata', { serviceAccountId: row.id }),
      response: iamMessage('ServiceAccount', toServiceAccount(row, ctx.now())),
    })
  })

export const update: Verb<typeof updateServiceAccount> = (ctx, { params: { serviceAccountId }, body }) => {
  const isCovered = coveredBy(body.updateMask, serviceAccountMask)
  if (isCovered('name') && body.name === undefined) {
    throw validationFailed([{ field: 'name', description: 'Field is required' }])
  }
  const changes: ServiceAccountChanges = {
    ...(isCovered('name') && body.name !== undefined && { name: body.name }),
    ...(isCovered('description') && { description: body.description ?? '' }),
    ...(isCovered('labels') && { labels: body.labels ?? {} }),
    ...(isCovered('expiresAt') && { expiresAt: futureExpiry(body.expiresAt, ctx.now()) }),
  }
  return ctx.store.transaction(async (tx) => {
    const row = await changed(tx, serviceAccountId, changes)
    return recordOperation(tx, ctx, {
      on: onAccount(row),
      description: 'Update service account',
      metadata: iamMessage('UpdateServiceAccountMetadata', { serviceAccountId }),
      response: iamMessage('ServiceAccount', toServiceAccount(row, ctx.now())),
    })
  })
}

export const suspend: Verb<typeof suspendServiceAccount> = (ctx, { params: { serviceAccountId }, body }) => {
  const { reason } = body
  const expiresAt = futureExpiry(body.expiresAt, ctx.now())
  return ctx.store.transaction(async (tx) => {
    const row = await changed(tx, serviceAccountId, { status: 'SUSPENDED', ...(expiresAt !== null && { expiresAt }) })
    return recordOperation(tx, ctx, {
      on: onAccount(row),
      description: 'Suspend service account',
      metadata: iamMessage('SuspendServiceAccountMetadata', { serviceAccountId, ...(reason && { reason }) }),
      response: iamMessage('SuspendServiceAccountResponse', {}),
    })
  })
}

export const reactivate: Verb<typeof reactivateServiceAccount> = (ctx, { params: { serviceAccountId } }) =>
  ctx.store.transaction(async (tx) => {
    const row = await changed(tx, serviceAccountId, { status: 'ACTIVE' })
    return recordOperation(tx, ctx, {
      on: onAccount(row),
      description: 'Reactivate service account',
      metadata: iamMessage('ReactivateServiceAccountMetadata', { serviceAccountId }),
      response: iamMessage('ReactivateServiceAccountResponse', {}),
    })
  })

export const remove: Verb<typeof deleteServiceAccount> = (ctx, { params: { serviceAccountId } }) =>
  ctx.store.transaction(async (tx) => {
    const row = await serviceAccountById(tx, serviceAccountId)
    if (!(await tx.serviceAccounts.delete(serviceAccountId))) throw notFound('ServiceAccount', serviceAccountId)
    return recordOperation(tx, ctx, {
      on: onAccount(row),
      description: 'Delete service account',
      metadata: iamMessage('DeleteServiceAccountMetadata', { serviceAccountId }),
      response: empty,
    })
  })

/** Those of its keys too: of a key that is gone, nothing else tells who made and who deleted it. */
export const operations: Verb<typeof listServiceAccountOperations> = async (ctx, { params, query }) => {
  const { store } = ctx
  const { serviceAccountId: id } = params
  const by = (await mayViewKeys(ctx, id)) ? 'serviceAccountId' : 'resourceId'
  const page = await listOperations(store, by, id, query)
  if (page.operations.length === 0 && !query.pageToken) await serviceAccountById(store, id)
  return page
}

/** @throws StatusError NOT_FOUND */
export const serviceAccountById = async (tables: Tables, id: string): Promise<ServiceAccountRow> => {
  const row = await tables.serviceAccounts.get(id)
  if (row === undefined) throw notFound('ServiceAccount', id)
  return row
}

const mayViewAll = async (ctx: Ctx, { id, cloudId }: FolderRow): Promise<boolean> =>
  isAdministrator(ctx) || (await accessOf(ctx)).may('viewAccount', [id, cloudId])

/** The accounts of a folder that the caller may see for a role on them alone. */
const seenIn = async (ctx: Ctx, folderId: string, name: string | undefined): Promise<ServiceAccountRow[]> => {
  const access = await accessOf(ctx)
  const { accounts } = await access.seen()
  const rows = await Promise.all([...accounts].map((id) => ctx.store.serviceAccounts.get(id)))
  return rows
    .filter((row) => row !== undefined)
    .filter((row) => row.folderId === folderId && (name === undefined || row.name === name))
    .filter(({ id }) => access.may('viewAccount', [id]))
}

const mayViewKeys = async (ctx: Ctx, id: string): Promise<boolean> => {
  if (isAdministrator(ctx)) return true
  const account = await ctx.store.serviceAccounts.get(id)
  const [last] = account ? [account] : (await ctx.store.operations.list('serviceAccountId', id, lastOne)).rows
  const folder = last?.folderId ? await ctx.store.folders.get(last.folderId) : undefined
  return (await accessOf(ctx)).may('viewKeys', [id, ...(folder ? [folder.id, folder.cloudId] : [])])
}

const lastOne = { limit: 1, after: null }

const changed = async (tx: Tables, id: string, changes: ServiceAccountChanges): Promise<ServiceAccountRow> => {
  const row = await tx.serviceAccounts.update(id, changes).catch(sayTaken(changes.name))
  if (row === undefined) throw notFound('ServiceAccount', id)
  return row
}

const sayTaken =
  (name = '') =>
  (error: unknown): never => {
    if (!(error instanceof DuplicateError)) throw error
    throw new StatusError('ALREADY_EXISTS', `ServiceAccount with name ${name} already exists`)
  }

/** True when nobody may act as the account: it was suspended, or its time is over (API reference 1.2). */
export const isSuspended = (
  { status, expiresAt }: Pick<ServiceAccountRow, 'status' | 'expiresAt'>,
  now: Date,
): boolean => status === 'SUSPENDED' || (expiresAt !== null && Date.parse(expiresAt) <= now.getTime())

/** An account as the API shows it at this moment. */
export const toServiceAccount = (account: ServiceAccountRow, now: Date): ServiceAccount => {
  const { cloudId: _, lastAuthenticatedAt, expiresAt, labels, ...row } = account
  return {
    ...row,
    status: isSuspended(account, now) ? 'SUSPENDED' : 'ACTIVE',
    labels: { ...labels },
    ...(lastAuthenticatedAt !== null && { lastAuthenticatedAt }),
    ...(expiresAt !== null && { expiresAt }),
  }
}
