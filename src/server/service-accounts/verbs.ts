import {
  type createServiceAccount,
  type deleteServiceAccount,
  type getServiceAccount,
  type listServiceAccountOperations,
  type listServiceAccounts,
  type reactivateServiceAccount,
  serviceAccountMask,
  type suspendServiceAccount,
  type updateServiceAccount,
} from '#contract/service-account.ts'
import { isAllowed } from '../access/authorize.ts'
import { enforcePolicies } from '../access/policies.ts'
import { notFound, quotaExceeded, rejectDuplicateName } from '../messages/status-error.ts'
import { coveredBy, namedChanges } from '../messages/field-mask.ts'
import { newId } from '../messages/ids.ts'
import { listOperations } from '../operations/list.ts'
import { empty, iamMessage, accountTarget, recordOperation } from '../operations/record.ts'
import { nameFromFilter, nextPageToken, pageRequest } from '../messages/page.ts'
import { folderById, lockFolder } from '../resource-manager/find.ts'
import type { ServiceAccountChanges, ServiceAccountRow } from '../store/rows.ts'
import type { Tables } from '../store/store.ts'
import { futureExpiry } from '../messages/timestamp.ts'
import type { Verb } from '../verb.ts'
import { serviceAccountById, toServiceAccount, suspensionDescription } from './service-account.ts'

const quotaMetric = 'iam.serviceAccounts.count'

/** Lists all accounts if the caller may view the folder's accounts, otherwise only those it has a role on. */
export const list: Verb<typeof listServiceAccounts> = async ({ store, access, now }, { query }) => {
  const folder = await folderById(store, query.folderId)
  const { may, visible } = await access()
  const ids = may('viewAccount', [folder.id, folder.cloudId]) ? undefined : visible?.serviceAccounts
  const page = await store.serviceAccounts.list(folder.id, pageRequest(query), {
    name: nameFromFilter(query.filter),
    ids,
  })
  return { serviceAccounts: page.rows.map((row) => toServiceAccount(row, now())), nextPageToken: nextPageToken(page) }
}

export const get: Verb<typeof getServiceAccount> = async ({ store, now }, { params }) =>
  toServiceAccount(await serviceAccountById(store, params.serviceAccountId), now())

export const create: Verb<typeof createServiceAccount> = (ctx, { body }) =>
  ctx.store.transaction(async (tx) => {
    const limit = ctx.quotas.serviceAccounts
    const folder = await lockFolder(tx, body.folderId, limit > 0 ? 'exclusive' : 'shared')
    await enforcePolicies(tx, 'createServiceAccount', { folderId: folder.id, cloudId: folder.cloudId })
    if (limit > 0) {
      const usage = await tx.serviceAccounts.countInCloud(folder.cloudId, limit + 1)
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
    await tx.serviceAccounts.insert(row).catch(rejectDuplicateName('ServiceAccount', body.name))
    return recordOperation(tx, ctx, {
      target: accountTarget(row),
      description: 'Create service account',
      metadata: iamMessage('CreateServiceAccountMetadata', { serviceAccountId: row.id }),
      response: iamMessage('ServiceAccount', toServiceAccount(row, ctx.now())),
    })
  })

export const update: Verb<typeof updateServiceAccount> = (ctx, { params: { serviceAccountId }, body }) => {
  const isCovered = coveredBy(body.updateMask, serviceAccountMask)
  const changes: ServiceAccountChanges = {
    ...namedChanges(isCovered, body),
    ...(isCovered('expiresAt') && { expiresAt: futureExpiry(body.expiresAt, ctx.now()) }),
  }
  return ctx.store.transaction(async (tx) => {
    const row = await updateAccount(tx, serviceAccountId, changes)
    return recordOperation(tx, ctx, {
      target: accountTarget(row),
      description: 'Update service account',
      metadata: iamMessage('UpdateServiceAccountMetadata', { serviceAccountId }),
      response: iamMessage('ServiceAccount', toServiceAccount(row, ctx.now())),
    })
  })
}

export const suspend: Verb<typeof suspendServiceAccount> = (ctx, { params: { serviceAccountId }, body }) => {
  const expiresAt = futureExpiry(body.expiresAt, ctx.now())
  return ctx.store.transaction(async (tx) => {
    const row = await updateAccount(tx, serviceAccountId, {
      status: 'SUSPENDED',
      ...(expiresAt !== null && { expiresAt }),
    })
    return recordOperation(tx, ctx, {
      target: accountTarget(row),
      description: suspensionDescription(body.reason),
      metadata: iamMessage('SuspendServiceAccountMetadata', { serviceAccountId }),
      response: iamMessage('SuspendServiceAccountResponse', {}),
    })
  })
}

export const reactivate: Verb<typeof reactivateServiceAccount> = (ctx, { params: { serviceAccountId } }) =>
  ctx.store.transaction(async (tx) => {
    const row = await updateAccount(tx, serviceAccountId, { status: 'ACTIVE' })
    return recordOperation(tx, ctx, {
      target: accountTarget(row),
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
      target: accountTarget(row),
      description: 'Delete service account',
      metadata: iamMessage('DeleteServiceAccountMetadata', { serviceAccountId }),
      response: empty,
    })
  })

/** Includes the operations of the account's keys: there is no other record of who created or deleted a deleted key. */
export const operations: Verb<typeof listServiceAccountOperations> = async (ctx, { params, query }) => {
  const { store } = ctx
  const { serviceAccountId: id } = params
  const by = (await isAllowed(ctx, 'viewKeys', 'serviceAccountHistory', id)) ? 'serviceAccountId' : 'resourceId'
  const page = await listOperations(store, by, id, query)
  if (page.operations.length === 0 && !query.pageToken) await serviceAccountById(store, id)
  return page
}

const updateAccount = async (tx: Tables, id: string, changes: ServiceAccountChanges): Promise<ServiceAccountRow> => {
  const row = await tx.serviceAccounts.update(id, changes).catch(rejectDuplicateName('ServiceAccount', changes.name))
  if (row === undefined) throw notFound('ServiceAccount', id)
  return row
}
