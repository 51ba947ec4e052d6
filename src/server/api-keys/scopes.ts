import { scopesMax } from '#contract/api-key.ts'
import { defaultScopes } from '#contract/scope.ts'
import { validationFailed } from '../messages/status-error.ts'
import type { Ctx } from '../verb.ts'

interface RequestedScopes {
  readonly scopes?: readonly string[] | undefined
  /** Deprecated: used only if `scopes` is empty. */
  readonly scope?: string | undefined
}

/**
 * The scopes of a new key: the requested ones, or the defaults (API reference 2.3).
 * @throws StatusError INVALID_ARGUMENT listing the unknown ones
 */
export const scopesToCreate = (
  ctx: Pick<Ctx, 'scopes'>,
  { scopes = [], scope }: RequestedScopes,
): readonly string[] => {
  const requested =
    scopes.length === 0 && scope
      ? [{ field: 'scope', name: scope }]
      : scopes.map((name, index) => ({ field: `scopes[${index}]`, name }))
  const unknown = requested.filter(({ name }) => !ctx.scopes.includes(name))
  if (unknown.length > 0) {
    throw validationFailed(unknown.map(({ field, name }) => ({ field, description: `Unknown scope ${name}` })))
  }
  return requested.length === 0 ? defaultScopes : requested.map(({ name }) => name)
}

/**
 * The new scopes of an existing key. Unlike Create, Update has no defaults: an empty list is rejected.
 * @throws StatusError INVALID_ARGUMENT
 */
export const scopesToUpdate = (ctx: Pick<Ctx, 'scopes'>, { scopes = [] }: RequestedScopes): readonly string[] => {
  if (scopes.length > 0) return scopesToCreate(ctx, { scopes })
  const description = `Number of elements must be in the range of 1 to ${scopesMax}`
  throw validationFailed([{ field: 'scopes', description }])
}
