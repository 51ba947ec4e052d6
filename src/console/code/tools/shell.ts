import { invisible } from './invisible.ts'

const bare = /^[A-Za-z0-9_./:,@%+-][A-Za-z0-9_./:,@%+=-]*$/
const withoutLineFeed = (text: string) => text.replaceAll('\n', '')

/** Quotes any text as one word of a POSIX shell. */
export const quote = (text: string): string => {
  if (bare.test(text)) return text
  // A pasted control character would reach the terminal even inside quotes.
  if (withoutLineFeed(text).search(invisible) >= 0) return ansiC(text)
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

// Octal, because shells may read more than two digits after `\x`.
const bytes = (text: string) =>
  Array.from(new TextEncoder().encode(text), (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')

const ansiC = (text: string) => {
  const escaped = text.replaceAll(/[\\']/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)
  return `$'${escaped.replaceAll(invisible, bytes)}'`
}

/** A flag with its value. A value that looks like a flag is joined with `=`. */
export const flag = (name: string, value: string): string =>
  value.startsWith('-') ? `--${name}=${quote(value)}` : `--${name} ${quote(value)}`

/** A command over several lines: its start, then its flags. */
export const command = (start: string, parts: readonly string[]): string => [start, ...parts].join(' \\\n  ')
