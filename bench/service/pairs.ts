import type { Measured, Span } from './load.ts'

/** Measures something for so long. */
export type Run = (span: Span) => Promise<Measured>

/** Two that were measured after each other. */
export interface Pair {
  readonly ours: Measured
  readonly theirs: Measured
  /** Of what they do a second. */
  readonly share: number
}

export const pair = (ours: Measured, theirs: Measured): Pair => ({
  ours,
  theirs,
  share: ours.perSecond / theirs.perSecond,
})

const rounds = 5
const firstRound: Span = { warmUp: 5, duration: 2 }
const laterRound: Span = { warmUp: 1, duration: 2 }

/** Measures two in turn, so that whatever else the machine does falls on both. */
export const inTurn = async (ours: Run, theirs: Run): Promise<readonly Pair[]> => {
  const pairs: Pair[] = []
  for (let n = 0; n < rounds; n += 1) {
    const span = n === 0 ? firstRound : laterRound
    pairs.push(pair(await ours(span), await theirs(span)))
  }
  return pairs
}

/** The middle of each number, for itself. */
export const middle = (pairs: readonly Pair[]): Pair => ({
  ours: middleBy(
    pairs.map(({ ours }) => ours),
    ({ perSecond }) => perSecond,
  ),
  theirs: middleBy(
    pairs.map(({ theirs }) => theirs),
    ({ perSecond }) => perSecond,
  ),
  share: middleBy(
    pairs.map(({ share }) => share),
    (share) => share,
  ),
})

const middleBy = <T>(all: readonly T[], by: (one: T) => number): T => {
  const found = all.toSorted((a, b) => by(a) - by(b))[Math.floor(all.length / 2)]
  if (found === undefined) throw new Error('Nothing was measured')
  return found
}
