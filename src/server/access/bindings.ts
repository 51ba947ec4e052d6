import {
  type AccessBinding,
  type AccessBindingDelta,
  bindingsMax,
  isBindableRole,
  type listServiceAccountAccessBindings,
  type setServiceAccountAccessBindings,
  subjectTypes,
  type updateServiceAccountAccessBindings,
} from '#contract/access.ts'
import type { FieldViolation } from '#contract/status.ts'
import { validationFailed } from '../messages/status-error.ts'
import { newId } from '../messages/ids.ts'
import { accessMessage, recordOperation, type Target } from '../operations/record.ts'
import { nextPageToken, pageRequest } from '../messages/page.ts'
import type { AccessBindingRow } from '../store/rows.ts'
import type { Tables } from '../store/store.ts'
import type { Ctx } from '../verb.ts'
import type { Access } from './access.ts'
import { mayKnowAccount } from './authorize.ts'
import * as bindable from './bindable.ts'

type List = bindable.BindableVerb<typeof listServiceAccountAccessBindings>
type Set = bindable.BindableVerb<typeof setServiceAccountAccessBindings>
type Update = bindable.BindableVerb<typeof updateServiceAccountAccessBindings>

/** List, Set and Update for one kind of resource (API reference 1.6). */
const bindingVerbs = (
  kind: bindable.Bindable,
): { readonly list: List; readonly set: Set; readonly update: Update } => ({
  list: async ({ store }, { params: { resourceId }, query }) => {
    await kind.find(store, resourceId)
    const page = await store.accessBindings.list(resourceId, pageRequest(query))
    return { accessBindings: page.rows.map(toBinding), nextPageToken: nextPageToken(page) }
  },

  set: async (ctx, { params: { resourceId }, body: { accessBindings = [] } }) => {
    const access = await ctx.access()
    return ctx.store.transaction(async (tx) => {
      const target = await kind.lock(tx, resourceId)
      const before = await listAll(tx, resourceId)
      const keys = { before: new Set(before.map(keyOf)), requested: new Set(accessBindings.map(keyOf)) }
      const added = accessBindings
        .map((binding, index) => ({ binding, field: `access_bindings[${index}]` }))
        // The caller can list what is bound, so a Set that repeats it keeps it, even with a subject it may not see.
        .filter(({ binding }) => !keys.before.has(keyOf(binding)))
      await validate(tx, access, added)
      const deltas = [
        ...before.filter((binding) => !keys.requested.has(keyOf(binding))).map(toDelta('REMOVE')),
        ...added.map(({ binding }) => toDelta('ADD')(binding)),
      ]
      return apply(tx, ctx, { target, deltas, verb: 'Set' })
    })
  },

  update: async (ctx, { params: { resourceId }, body: { accessBindingDeltas: deltas } }) => {
    const access = await ctx.access()
    return ctx.store.transaction(async (tx) => {
      const target = await kind.lock(tx, resourceId)
      const added = deltas.flatMap(({ action, accessBinding }, index) =>
        action === 'ADD' ? [{ binding: accessBinding, field: `access_binding_deltas[${index}].access_binding` }] : [],
      )
      await validate(tx, access, added)
      return apply(tx, ctx, { target, deltas, verb: 'Update' })
    })
  },
})

export const ofServiceAccounts = bindingVerbs(bindable.serviceAccount)
export const ofClouds = bindingVerbs(bindable.cloud)
export const ofFolders = bindingVerbs(bindable.folder)

const toDelta = (action: AccessBindingDelta['action']) => (accessBinding: AccessBinding) => ({ action, accessBinding })

const keyOf = ({ roleId, subject }: AccessBinding) => JSON.stringify([roleId, subject.type, subject.id])

const toBinding = ({ roleId, subjectType, subjectId }: AccessBindingRow): AccessBinding => ({
  roleId,
  subject: { id: subjectId, type: subjectType },
})

const listAll = async ({ accessBindings }: Tables, resourceId: string): Promise<AccessBinding[]> => {
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
  readonly target: Target
  readonly deltas: readonly AccessBindingDelta[]
  readonly verb: 'Set' | 'Update'
}

/** Applies the deltas. The recorded operation lists the ones that had an effect. */
const apply = async (tx: Tables, ctx: Ctx, { target, deltas, verb }: Change) => {
  const effectiveDeltas: AccessBindingDelta[] = []
  for (const delta of deltas) {
    const { roleId, subject } = delta.accessBinding
    const row = { resourceId: target.resourceId, roleId, subjectType: subject.type, subjectId: subject.id }
    const changed =
      delta.action === 'ADD'
        ? await tx.accessBindings.insert({ ...row, id: newId(), createdAt: ctx.now().toISOString() })
        : await tx.accessBindings.delete(row)
    if (changed) effectiveDeltas.push(delta)
  }
  return recordOperation(tx, ctx, {
    target,
    description: `${verb} access bindings`,
    metadata: accessMessage(`${verb}AccessBindingsMetadata`, { resourceId: target.resourceId }),
    response: accessMessage('AccessBindingsOperationResult', { effectiveDeltas }),
  })
}

interface RequestedBinding {
  readonly binding: AccessBinding
  /** Path of the binding in the request, as violations name it. */
  readonly field: string
}

const knownSubjectTypes = new Set<string>(subjectTypes)
const systemSubject = /^(?:allAuthenticatedUsers|allUsers|group:(?:organization|federation):[^:]+:users)$/

// Only service accounts can be checked for existence. Lock them so that none is deleted before its binding is written.
const validate = async (tx: Tables, access: Access, requested: readonly RequestedBinding[]): Promise<void> => {
  const ids = requested.flatMap(({ binding: { subject } }) => (subject.type === 'system' ? [] : [subject.id]))
  const accounts = (await tx.serviceAccounts.lock(ids)).filter((account) => mayKnowAccount(access, account))
  const accountIds: ReadonlySet<string> = new Set(accounts.map(({ id }) => id))
  const violations = requested.flatMap(({ binding: { roleId, subject }, field }): FieldViolation[] => [
    ...(isBindableRole(roleId) ? [] : [{ field: `${field}.role_id`, description: `Unknown role ${roleId}` }]),
    ...subjectViolations(subject, accountIds).map(([name, description]) => ({
      field: `${field}.subject.${name}`,
      description,
    })),
  ])
  if (violations.length > 0) throw validationFailed(violations)
}

const subjectViolations = (
  { id, type }: AccessBinding['subject'],
  accountIds: ReadonlySet<string>,
): readonly (readonly [field: string, description: string])[] => {
  switch (type) {
    case 'serviceAccount':
      return accountIds.has(id) ? [] : [['id', `ServiceAccount ${id} not found`]]
    case 'system':
      return systemSubject.test(id) ? [] : [['id', `Unknown system subject ${id}`]]
    default:
      if (!knownSubjectTypes.has(type)) return [['type', `Must be one of ${subjectTypes.join(', ')}`]]
      // A binding to it as any other type would have no effect.
      return accountIds.has(id) ? [['type', `Must be serviceAccount: ${id} is a service account`]] : []
  }
}
