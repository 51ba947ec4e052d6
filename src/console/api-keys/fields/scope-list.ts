import { fold } from '#console/ui/text/fold.ts'
import { withoutSecret } from '#console/ui/form/secrets.ts'

// A field `scopes` of JSON, Terraform or JavaScript, of YAML, of the CLI's command line, or of a link to a form.
const fields = [/\bscopes["']?\s*[:=]\s*\[([^[\]]*)\]/, /\bscopes:\s*\n((?:[ \t]*- .*\n?)+)/, /--scopes[ =](\S+)/]
const linkField = /[?&](scopes=[^&\s]*)/
// What stands around scopes in code and tables, and behind them in a tooltip: "yc.postbox.send — sends e-mail".
const separators = /[\s,;"'`|\\()[\]{}]+/
const meanings = /\s—.*/g
const noise = /^(?:|[-*•]|\+\d+|-{0,2}scopes?[:=]?)$/

const fieldOf = (text: string): string | undefined => {
  const inCode = fields.map((field) => field.exec(text)?.[1]).find((part) => part !== undefined)
  return inCode ?? new URLSearchParams(linkField.exec(text)?.[1]).get('scopes') ?? undefined
}

const words = (text: string): readonly string[] => {
  const all = (fieldOf(text) ?? text).replaceAll(meanings, '').split(separators)
  return [...new Set(all.filter((word) => !noise.test(word)))]
}

export interface ScopeList {
  /** Ids of scopes that exist, in the order of the text. */
  readonly found: readonly string[]
  /** What else the text lists. */
  readonly unknown: readonly string[]
}

/**
 * The scopes that a text lists: separated by commas, blanks or lines, in quotes or brackets, or the field `scopes` of
 * whatever this product prints: code, downloads, cells of tables (which may leave out `yc.`), links.
 *
 * @param scopes the ids that exist
 */
export const readScopes = (text: string, scopes: readonly string[]): ScopeList => {
  const ids = new Map(scopes.map((id) => [fold(id), id]))
  const found = new Set<string>()
  const unknown: string[] = []
  for (const word of words(text)) {
    const id = ids.get(fold(word)) ?? ids.get(`yc.${fold(word)}`)
    if (id === undefined) unknown.push(word)
    else found.add(id)
  }
  return { found: [...found], unknown }
}

const scopeShape = /^[\w-]+(?:\.[\w-]+)+$/

/** True for a text that is meant to choose scopes, not to search for one. */
export const isScopeList = ({ found, unknown }: ScopeList): boolean =>
  found.length > 0 || (unknown.length > 1 && unknown.every((word) => scopeShape.test(word)))

const quotedMax = 60

/** The first of some unknown scopes, for a message. Somebody may have pasted a secret among them. */
export const quotedScopes = (unknown: readonly string[]): string =>
  unknown
    .slice(0, 3)
    .map(withoutSecret)
    .map((word) => (word.length > quotedMax ? `${word.slice(0, quotedMax)}…` : word))
    .join(', ')
