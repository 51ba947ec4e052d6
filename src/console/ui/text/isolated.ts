import { visible } from './visible.ts'

/** Letters that are read from right to left, and the invisible signs that turn a line round. */
const turning = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|\p{Bidi_Control}/u
const isolates = /[\u2066-\u2069]/g

/** What somebody wrote, to stand in a line of ours: whatever its direction, what follows it stays where it belongs. */
export const isolated = (text: string): string =>
  visible(text) !== '' && turning.test(text) ? `\u2068${text.replaceAll(isolates, '')}\u2069` : visible(text)
