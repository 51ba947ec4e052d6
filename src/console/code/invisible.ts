/**
 * What does not show, or shows elsewhere than it stands: controls, line separators, marks of direction, tags. A
 * description may hold them, and a terminal obeys some. Joiners stay: emoji and Persian are written with them.
 */
export const invisible = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|(?![\u200c\u200d])\p{Cf}/gu

/** As JSON and JavaScript write any character: `\u202e`. */
export const unicodeEscape = (character: string): string =>
  Array.from({ length: character.length }, (_, at) => {
    return `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`
  }).join('')
