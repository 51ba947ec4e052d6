import type { Messages } from '#console/i18n/en.ts'
import { defaultScopes, type KnownScope, type KnownScopeId, knownScopes } from '#contract/scope.ts'

/** A scope as the picker shows it. */
export interface ScopeOption {
  readonly id: string
  readonly service: string
  /** '' for a scope the catalogue does not know. */
  readonly meaning: string
  readonly access: KnownScope['access'] | null
}

const known = new Map<string, KnownScope & { id: KnownScopeId }>(knownScopes.map((scope) => [scope.id, scope]))

/** What a scope lets a key do, '' when nobody told us. */
export const scopeMeaning = (m: Messages, id: string): string => {
  const scope = known.get(id)
  return scope === undefined ? '' : m.scopes[scope.id]
}

/** The scopes that exist, by service; those the catalogue does not know stand last, under "Other". */
export const scopeOptions = (m: Messages, ids: readonly string[]): readonly ScopeOption[] =>
  ids
    .map((id): ScopeOption => {
      const scope = known.get(id)
      if (scope === undefined) return { id, service: m.apiKeys.form.other, meaning: '', access: null }
      return { id, service: scope.service, meaning: m.scopes[scope.id], access: scope.access }
    })
    .toSorted(
      (a, b) =>
        Number(a.access === null) - Number(b.access === null) ||
        a.service.localeCompare(b.service) ||
        a.id.localeCompare(b.id),
    )

interface Preset {
  readonly label: string
  readonly scopes: readonly string[]
}

/** Ready choices for common uses, and the ten scopes the service would grant to a key without any. */
export const presets = (m: Messages, ids: readonly string[]): readonly Preset[] => {
  const p = m.apiKeys.preset
  const all: readonly Preset[] = [
    { label: p.sendEmail, scopes: ['yc.postbox.send'] },
    { label: p.readMetrics, scopes: ['yc.monitoring.read'] },
    { label: p.writeLogs, scopes: ['yc.logging.write'] },
    { label: p.callFunctions, scopes: ['yc.serverless.functions.invoke'] },
    { label: p.generateText, scopes: ['yc.ai.languageModels.execute'] },
    { label: m.apiKeys.form.defaultScopes, scopes: defaultScopes },
  ]
  return all.filter(({ scopes }) => scopes.every((scope) => ids.includes(scope)))
}
