import { isId } from '#console/api-keys/key-tail.ts'

/** What a pasted text says about a key: at most the last six characters of its secret. */
export type Clue =
  | { readonly kind: 'tail'; readonly tail: string }
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: NoClue }

/**
 * Why a text identifies no key.
 * - `none`: it contains nothing like a key.
 * - `short`: fewer than six characters of a secret.
 * - `beginning`: a secret without its end.
 * - `several`: more than one key.
 * - `other`: another credential of the cloud.
 */
export type NoClue = 'none' | 'short' | 'beginning' | 'several' | 'other'

const tailLength = 6

// No upper limit: the documentation says that the format may change (API reference 4.3).
const secret = /AQ[VW][\w-]{36,}/
const beginning = /AQ[VW][\w-]{2}/
const masked = /[*…•]([\w-]+)$/
const word = /^[\w-]+$/
// IAM tokens, static access keys, authorized keys.
const otherCredential = /\bt1\.[\w-]{20}|\bYC[\w-]{23}|PRIVATE KEY-----/
const idLabel = /^(?:id|apiKeys|\w*key_?id|get|update|delete)$/i
const secretLabel = /(?:^|[_-])(?:key|secret)$/i

/**
 * Finds the key in a secret or a part of it, a masked secret, an id, or a text that contains one: an `Authorization`
 * header, a line of an `.env` file, JSON, YAML, a command.
 */
export const readClue = (text: string): Clue => {
  // Words, as the formats separate them. Dots that stand for what is cut off belong to the word.
  const words = text
    .replaceAll(/\.{2,}/g, '…')
    .split(/[^\w*…•-]+/)
    .filter((each) => each !== '')

  const secrets = distinct(words.flatMap((each) => secret.exec(each)?.[0].slice(-tailLength) ?? []))
  if (secrets.length > 0) return tailOf(secrets)

  const ends = words.flatMap((each) => masked.exec(each)?.[1] ?? [])
  const tails = distinct(ends.filter((end) => end.length >= tailLength).map((end) => end.slice(-tailLength)))
  if (tails.length > 0) return tailOf(tails)

  const labelled = (label: RegExp) => words.filter((_, at) => label.test(words[at - 1] ?? ''))
  const ids = distinct(words.filter(isId))
  if (ids.length > 0) {
    const named = ids.length === 1 ? ids : distinct(labelled(idLabel).filter(isId))
    const [id] = named
    return id === undefined || named.length > 1 ? { kind: 'several' } : { kind: 'id', id }
  }

  if (otherCredential.test(text)) return { kind: 'other' }
  if (ends.length > 0) return { kind: 'short' }
  if (words.some((each) => beginning.test(each))) return { kind: 'beginning' }

  const values = (words.length === 1 ? words : labelled(secretLabel)).filter((each) => word.test(each))
  const values6 = distinct(values.filter(({ length }) => length >= tailLength).map((each) => each.slice(-tailLength)))
  if (values6.length > 0) return tailOf(values6)
  return { kind: values.length > 0 ? 'short' : 'none' }
}

const tailOf = (tails: readonly string[]): Clue => {
  const [tail] = tails
  return tail === undefined || tails.length > 1 ? { kind: 'several' } : { kind: 'tail', tail }
}

const distinct = (texts: readonly string[]) => [...new Set(texts)]
