import { scopesMax } from '#contract/api-key.ts'
import { defaultScopes } from '#contract/scope.ts'
import { validationFailed } from '../messages/status-error.ts'
import type { Ctx } from '../verb.ts'

interface GivenScopes {
  readonly scopes?: readonly string[] | undefined
  /** Deprecated: counts only where `scopes` is empty. */
  readonly scope?: string | undefined
}

/**
 * The scopes of a new key: the given ones, or the defaults (API reference 2.3).
 * @throws StatusError INVALID_ARGUMENT naming each unknown one
 */
export const grantedScopes = (ctx: Pick<Ctx, 'scopes'>, { scopes = [], scope }: GivenScopes): readonly string[] => {
  const given =
    scopes.length === 0 && scope
      ? [{ field: 'scope', name: scope }]
      : scopes.map((name, index) => ({ field: `scopes[${index}]`, name }))
  const unknown = given.filter(({ name }) => !ctx.scopes.includes(name))
  if (unknown.length > 0) {
    throw validationFailed(unknown.map(({ field, name }) => ({ field, description: `Unknown scope ${name}` })))
  }
  return given.length === 0 ? defaultScopes : given.map(({ name }) => name)
}

/** The new scopes of a key. Update refuses none where Create takes the defaults: no key is left without a scope. */
export const changedScopes = (ctx: Pick<Ctx, 'scopes'>, { scopes = [] }: GivenScopes): readonly string[] => {
  if (scopes.length > 0) return grantedScopes(ctx, { scopes })
  const description = `Number of elements must be in the range of 1 to ${scopesMax}`
  throw validationFailed([{ field: 'scopes', description }])
}
