import {
  type AccessBinding,
  type AccessBindingDelta,
  bindingsMax,
  type listServiceAccountAccessBindings,
  type setServiceAccountAccessBindings,
  subjectTypes,
  type updateServiceAccountAccessBindings,
} from '#contract/access.ts'
import type { Endpoint, ServerInput, ServerOutput } from '#contract/endpoint.ts'
import type { FieldViolation } from '#contract/status.ts'
import { notFound, validationFailed } from '../messages/status-error.ts'
import { newId } from '../messages/ids.ts'
import { accessMessage, onAccount, onCloud, onFolder, recordOperation, type Target } from '../operations/record.ts'
import { cloudById, folderById } from '../resource-manager/find.ts'
import { serviceAccountById } from '../service-accounts/service-account.ts'
import { nextPageToken, pageRequest } from '../messages/page.ts'
import type { AccessBindingRow } from '../store/rows.ts'
import type { Tables } from '../store/store.ts'
import type { Ctx } from '../verb.ts'
import { roleById } from './roles.ts'

/** A kind of resource that can have bindings. Both answer where the resource belongs, or throw NOT_FOUND. */
interface Bindable {
  find(tables: Tables, id: string): Promise<Target>
  /** The same, and the resource stays as it is until the transaction ends. */
  hold(tx: Tables, id: string): Promise<Target>
}

// Spelled out, so that the same verb answers the endpoint of each kind: they differ in id and path alone.
type BindingVerb<E extends Endpoint> = (
  ctx: Ctx,
  input: Pick<ServerInput<E>, 'params' | 'query' | 'body'>,
) => Promise<ServerOutput<E>>
type List = BindingVerb<typeof listServiceAccountAccessBindings>
type Set = BindingVerb<typeof setServiceAccountAccessBindings>
type Update = BindingVerb<typeof updateServiceAccountAccessBindings>

/** The three methods of one kind of resource (API reference 1.6). */
const verbsOf = (kind: Bindable): { readonly list: List; readonly set: Set; readonly update: Update } => ({
  list: async ({ store }, { params: { resourceId }, query }) => {
    await kind.find(store, resourceId)
    const page = await store.accessBindings.list(resourceId, pageRequest(query))
    return { accessBindings: page.rows.map(toBinding), nextPageToken: nextPageToken(page) }
  },

  set: (ctx, { params: { resourceId }, body: { accessBindings = [] } }) =>
    ctx.store.transaction(async (tx) => {
      const on = await kind.hold(tx, resourceId)
      await check(
        tx,
        accessBindings.map((binding, index) => ({ binding, field: `access_bindings[${index}]` })),
      )
      const before = await allOf(tx, resourceId)
      const keys = { before: new Set(before.map(keyOf)), wanted: new Set(accessBindings.map(keyOf)) }
      const deltas = [
        ...before.filter((binding) => !keys.wanted.has(keyOf(binding))).map(as('REMOVE')),
        ...accessBindings.filter((binding) => !keys.before.has(keyOf(binding))).map(as('ADD')),
      ]
      return apply(tx, ctx, { on, deltas, verb: 'Set' })
    }),

  update: (ctx, { params: { resourceId }, body: { accessBindingDeltas: deltas } }) =>
    ctx.store.transaction(async (tx) => {
      const on = await kind.hold(tx, resourceId)
      const added = deltas.flatMap(({ action, accessBinding }, index) =>
        action === 'ADD' ? [{ binding: accessBinding, field: `access_binding_deltas[${index}].access_binding` }] : [],
      )
      await check(tx, added)
      return apply(tx, ctx, { on, deltas, verb: 'Update' })
    }),
})

export const ofServiceAccounts = verbsOf({
  find: async (tables, id) => onAccount(await serviceAccountById(tables, id)),
  hold: async (tx, id) => {
    const [account] = await tx.serviceAccounts.lock([id])
    if (account === undefined) throw notFound('ServiceAccount', id)
    return onAccount(account)
  },
})

export const ofClouds = verbsOf({
  find: async (tables, id) => onCloud(await cloudById(tables, id)),
  hold: async (tx, id) => {
    await tx.clouds.lock(id, 'exclusive')
    return onCloud(await cloudById(tx, id))
  },
})

export const ofFolders = verbsOf({
  find: async (tables, id) => onFolder(await folderById(tables, id)),
  hold: async (tx, id) => {
    const folder = await folderById(tx, id)
    await tx.clouds.lock(folder.cloudId, 'exclusive')
    return onFolder(folder)
  },
})

const as = (action: AccessBindingDelta['action']) => (accessBinding: AccessBinding) => ({ action, accessBinding })

const keyOf = ({ roleId, subject }: AccessBinding) => JSON.stringify([roleId, subject.type, subject.id])

const toBinding = ({ roleId, subjectType, subjectId }: AccessBindingRow): AccessBinding => ({
  roleId,
  subject: { id: subjectId, type: subjectType },
})

const allOf = async ({ accessBindings }: Tables, resourceId: string): Promise<AccessBinding[]> => {
  const all: AccessBinding[] = []
  for (let after: Cursor = null; ;) {
    const { rows, next } = await accessBindings.list(resourceId, { limit: bindingsMax, after })
    all.push(...rows.map(toBinding))
    if (next === null) return all
    after = next
  }
}
type Cursor = Parameters<Tables['accessBindings']['list']>[1]['after']

interface Change {
  readonly on: Target
  readonly deltas: readonly AccessBindingDelta[]
  readonly verb: 'Set' | 'Update'
}

/** Applies the deltas, and answers the ones that changed something. */
const apply = async (tx: Tables, ctx: Ctx, { on, deltas, verb }: Change) => {
  const effectiveDeltas: AccessBindingDelta[] = []
  for (const delta of deltas) {
    const { roleId, subject } = delta.accessBinding
    const row = { resourceId: on.resourceId, roleId, subjectType: subject.type, subjectId: subject.id }
    const changed =
      delta.action === 'ADD'
        ? await tx.accessBindings.insert({ ...row, id: newId(), createdAt: ctx.now().toISOString() })
        : await tx.accessBindings.delete(row)
    if (changed) effectiveDeltas.push(delta)
  }
  return recordOperation(tx, ctx, {
    on,
    description: `${verb} access bindings`,
    metadata: accessMessage(`${verb}AccessBindingsMetadata`, { resourceId: on.resourceId }),
    response: accessMessage('AccessBindingsOperationResult', { effectiveDeltas }),
  })
}

interface Asked {
  readonly binding: AccessBinding
  /** Where the request names it, in the words of the API. */
  readonly field: string
}

const types = new Set<string>(subjectTypes)
const systemSubject = /^(?:allAuthenticatedUsers|allUsers|group:(?:organization|federation):[^:]+:users)$/

// Of subjects only service accounts are here to be looked up; locked, so that none goes before its binding is written.
const check = async (tx: Tables, asked: readonly Asked[]): Promise<void> => {
  const accountIds = asked.flatMap(({ binding: { subject } }) =>
    subject.type === 'serviceAccount' ? [subject.id] : [],
  )
  const accounts = new Set((await tx.serviceAccounts.lock(accountIds)).map(({ id }) => id))
  const violations = asked.flatMap(({ binding: { roleId, subject }, field }): FieldViolation[] => [
    ...(roleById(roleId) ? [] : [{ field: `${field}.role_id`, description: `Unknown role ${roleId}` }]),
    ...(types.has(subject.type)
      ? []
      : [{ field: `${field}.subject.type`, description: `Must be one of ${subjectTypes.join(', ')}` }]),
    ...(subject.type === 'serviceAccount' && !accounts.has(subject.id)
      ? [{ field: `${field}.subject.id`, description: `ServiceAccount ${subject.id} not found` }]
      : []),
    ...(subject.type === 'system' && !systemSubject.test(subject.id)
      ? [{ field: `${field}.subject.id`, description: `Unknown system subject ${subject.id}` }]
      : []),
  ])
  if (violations.length > 0) throw validationFailed(violations)
}
