import type { Messages } from '#console/i18n/en.ts'
import { searchWords, textMatcher } from '#console/ui/text/fold.ts'
import { defaultScopes, type KnownScope, type KnownScopeId, knownScopes } from '#contract/scope.ts'

/** A scope in the picker. */
export interface ScopeOption {
  readonly id: string
  readonly service: string
  /** '' for scopes outside the catalogue. */
  readonly meaning: string
  readonly access: KnownScope['access'] | null
}

const known = new Map<string, KnownScope & { id: KnownScopeId }>(knownScopes.map((scope) => [scope.id, scope]))

/** What a scope allows, '' if unknown. */
export const scopeMeaning = (m: Messages, id: string): string => {
  const scope = known.get(id)
  return scope === undefined ? '' : m.scopes[scope.id]
}

/** Existing scopes by service. Scopes outside the catalogue come last, under "Other". */
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

/** An option that selects all scopes of its group. */
interface ServiceOption {
  readonly id: string
  readonly service: string
  readonly members: readonly string[]
}

export type Option = ScopeOption | ServiceOption
export const isService = (option: Option): option is ServiceOption => 'members' in option

/** The scopes of each service, each group preceded by an option that selects all of it. */
export const withServices = (scopes: readonly ScopeOption[]): readonly Option[] =>
  byService(scopes).flatMap(([service, members]): readonly Option[] =>
    members.length > 1
      ? [{ id: `service ${service}`, service, members: members.map(({ id }) => id) }, ...members]
      : members,
  )

/**
 * Filters options by id, meaning or service. A whole-service option matches only its name and follows its scopes,
 * because Enter picks the first result.
 */
export const matchingOptions = (options: readonly Option[], search: string): Option[] => {
  if (searchWords(search).length === 0) return [...options]
  const matches = textMatcher(search)
  const found = options.filter((option) => {
    return matches(isService(option) ? option.service : `${option.id} ${option.meaning} ${option.service}`)
  })
  return byService(found).flatMap(([, group]) => group.toSorted((a, b) => Number(isService(a)) - Number(isService(b))))
}

const byService = <One extends Option>(all: readonly One[]): readonly (readonly [string, readonly One[]])[] =>
  [...new Set(all.map(({ service }) => service))].map((name) => [name, all.filter(({ service }) => service === name)])

interface Preset {
  readonly label: string
  readonly scopes: readonly string[]
}

/** Presets for common uses, and the ten default scopes, reduced to the scopes that exist. */
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
  return all
    .map(({ label, scopes }) => ({ label, scopes: scopes.filter((scope) => ids.includes(scope)) }))
    .filter(({ scopes }) => scopes.length > 0)
}
