import { fold } from '#console/ui/text/fold.ts'
import { withoutSecret } from '#console/ui/form/secrets.ts'

// A `scopes` field in JSON, Terraform, JavaScript, YAML, the CLI's command line, or a link to a form.
const fields = [/\bscopes["']?\s*[:=]\s*\[([^[\]]*)\]/, /\bscopes:\s*\n((?:[ \t]*- .*\n?)+)/, /--scopes[ =](\S+)/]
const linkField = /[?&](scopes=[^&\s]*)/
// Punctuation around scopes in code and tables, and their meaning in a tooltip: "yc.postbox.send — sends e-mail".
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
  /** Existing scopes, in the order of the text. */
  readonly found: readonly string[]
  /** Everything else in the list. */
  readonly unknown: readonly string[]
}

/**
 * Parses the scopes in a text: separated by commas, whitespace or line breaks, in quotes or brackets, or the `scopes`
 * field of anything this product prints: code, downloads, links, and table cells, which may omit `yc.`.
 *
 * @param scopes the existing scopes
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

/** True for a text that lists scopes rather than searches for one. */
export const isScopeList = ({ found, unknown }: ScopeList): boolean =>
  found.length > 0 || (unknown.length > 1 && unknown.every((word) => scopeShape.test(word)))

const quotedMax = 60

/** The first few unknown scopes, for an error message. Masks what looks like a secret. */
export const quotedScopes = (unknown: readonly string[]): string =>
  unknown
    .slice(0, 3)
    .map(withoutSecret)
    .map((word) => (word.length > quotedMax ? `${word.slice(0, quotedMax)}…` : word))
    .join(', ')
