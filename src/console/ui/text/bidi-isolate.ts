import { visible } from './visible.ts'

/** Right-to-left letters, and invisible characters that change the direction. */
const turning = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|\p{Bidi_Control}/u
const isolates = /[\u2066-\u2069]/g

/** Isolates user text in one of our lines, so that its direction does not move what follows. */
export const bidiIsolate = (text: string): string =>
  visible(text) !== '' && turning.test(text) ? `\u2068${text.replaceAll(isolates, '')}\u2069` : visible(text)
