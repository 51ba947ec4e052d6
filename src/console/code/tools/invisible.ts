/**
 * Characters that are invisible or change the display: controls, line separators, directional marks, tags. A
 * description may contain them, and terminals obey some. Joiners are allowed, because emoji and Persian need them.
 */
export const invisible = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|(?![\u200c\u200d])\p{Cf}/gu

/** Escapes a character like JSON and JavaScript: `\u202e`. */
export const unicodeEscape = (character: string): string =>
  Array.from({ length: character.length }, (_, at) => {
    return `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`
  }).join('')
