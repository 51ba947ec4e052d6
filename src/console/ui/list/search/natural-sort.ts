type SortValue<Row> = (row: Row) => string | number | undefined

const isAbsent = (value: string | number | undefined): value is undefined => value === undefined || Number.isNaN(value)

/**
 * Sorts a copy of `rows` by `sortValue`: numbers by size, strings in natural order (`key-9` before `key-10`), ignoring
 * case and accents. The sort is stable, and `undefined` and NaN come last.
 */
export function sortRows<Row>(rows: readonly Row[], sortValue: SortValue<Row>): Row[] {
  const present: Row[] = []
  const values: (string | number)[] = []
  const absent: Row[] = []
  for (const row of rows) {
    const value = sortValue(row)
    if (isAbsent(value)) absent.push(row)
    else {
      present.push(row)
      values.push(value)
    }
  }
  const sorted: Row[] = []
  for (const index of order(encode(values))) sorted.push(present[index] as Row)
  return sorted.concat(absent)
}

/** Reverses the result of `sortRows`, with rows without a value still last. Much faster than sorting again. */
export function turnRows<Row>(sorted: readonly Row[], sortValue: SortValue<Row>): Row[] {
  const present = sorted.findLastIndex((row) => !isAbsent(sortValue(row))) + 1
  return sorted.slice(0, present).toReversed().concat(sorted.slice(present))
}

/** All sort keys in one buffer: key `i` starts at `starts[i]` and ends with a 0. */
interface Keys {
  readonly units: Uint16Array
  readonly starts: Uint32Array
}

// Intl.Collator takes half a second for 100,000 names. So it sorts the few hundred letters once, names become strings
// of ranks, and comparing ranks is cheap. Letters outside these two ranges sort by code point.
const RANKED = [
  [0x20, 0x17f],
  [0x400, 0x4ff],
] as const
const AFTER_RANKED = 0x1000
const ZERO = 0x30
const NINE = 0x39
const LONGEST_RUN = 63
/** Insertion sort is faster below this number of keys. */
const SMALL = 16

let cachedRanks: Uint16Array | undefined

function letterRanks(): Uint16Array {
  if (cachedRanks) return cachedRanks
  const ranks = Uint16Array.from({ length: 0x10000 }, (_, code) => Math.min(AFTER_RANKED + code, 0xffff))
  ranks.fill(1, 0, 0x20)
  const letters = RANKED.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, offset) => String.fromCharCode(from + offset)),
  )
  const { compare } = new Intl.Collator('en', { sensitivity: 'base' })
  let rank = 1
  let previous = ''
  for (const letter of letters.toSorted(compare)) {
    // A run of digits starts with its length, whose ranks lie between the digits and the letters: hence the gap after
    // 9.
    if (compare(previous, letter) !== 0) rank += previous === '9' ? LONGEST_RUN + 1 : 1
    ranks[letter.charCodeAt(0)] = rank
    previous = letter
  }
  return (cachedRanks = ranks)
}

// `as number` below: typed arrays return `number | undefined`, but every index is in range.

function encode(values: readonly (string | number)[]): Keys {
  const ranks = letterRanks()
  const zeroRank = ranks[ZERO] as number
  let size = 0
  for (const value of values) size += typeof value === 'number' ? 6 : 2 * value.length + 1
  const units = new Uint16Array(size)
  const starts = new Uint32Array(values.length)
  const double = new DataView(new ArrayBuffer(8))
  const isDigit = (code: number): boolean => code >= ZERO && code <= NINE
  let end = 0

  const putNumber = (value: number): void => {
    // The bits of a double sort like the number after flipping the sign. -0 + 0 is 0.
    double.setFloat64(0, value + 0)
    const high = double.getUint32(0) ^ (value < 0 ? 0xffffffff : 0x80000000)
    const low = double.getUint32(4) ^ (value < 0 ? 0xffffffff : 0)
    // 15 bits per unit, because 16 would leave no value for the terminating 0.
    units[end++] = (high >>> 17) + 1
    units[end++] = ((high >>> 2) & 0x7fff) + 1
    units[end++] = (((high & 3) << 13) | (low >>> 19)) + 1
    units[end++] = ((low >>> 4) & 0x7fff) + 1
    units[end++] = (low & 15) + 1
  }

  const putString = (value: string): void => {
    for (let at = 0; at < value.length;) {
      const code = value.charCodeAt(at)
      if (!isDigit(code)) {
        units[end++] = ranks[code] as number
        at++
        continue
      }
      while (value.charCodeAt(at) === ZERO) at++
      const run = end++
      for (let digit = value.charCodeAt(at); isDigit(digit); digit = value.charCodeAt(++at)) {
        units[end++] = ranks[digit] as number
      }
      units[run] = zeroRank + Math.min(end - run - 1, LONGEST_RUN)
    }
  }

  for (let index = 0; index < values.length; index++) {
    starts[index] = end
    const value = values[index] as string | number
    if (typeof value === 'number') putNumber(value)
    else putString(value)
    units[end++] = 0
  }
  return { units, starts }
}

/** Indexes of the keys in order. Three-way radix quicksort reads common prefixes once instead of in each comparison. */
function order({ units, starts }: Keys): Uint32Array {
  const indexes = Uint32Array.from(starts.keys())
  const at = (position: number): number => indexes[position] as number
  const unit = (index: number, depth: number): number => units[(starts[index] as number) + depth] as number

  const compare = (left: number, right: number, depth: number): number => {
    let a = (starts[left] as number) + depth
    let b = (starts[right] as number) + depth
    for (; units[a] === units[b]; a++, b++) {
      // Equal keys keep the order of the input.
      if (units[a] === 0) return left - right
    }
    return (units[a] as number) - (units[b] as number)
  }

  const insertionSort = (from: number, to: number, depth: number): void => {
    for (let next = from + 1; next < to; next++) {
      const index = at(next)
      let hole = next
      for (; hole > from && compare(at(hole - 1), index, depth) > 0; hole--) indexes[hole] = at(hole - 1)
      indexes[hole] = index
    }
  }

  /** The length of the common prefix of these keys from `depth`, without the terminating 0. */
  const shared = (from: number, to: number, depth: number): number => {
    const first = (starts[at(from)] as number) + depth
    let length = 0
    while (units[first + length] !== 0) length++
    for (let i = from + 1; i < to && length > 0; i++) {
      const other = (starts[at(i)] as number) + depth
      let same = 0
      while (same < length && units[first + same] === units[other + same]) same++
      length = same
    }
    return length
  }

  const sort = (start: number, stop: number, startDepth: number): void => {
    let from = start
    let to = stop
    let depth = startDepth
    for (; to - from >= SMALL; depth++) {
      depth += shared(from, to, depth)
      const first = unit(at(from), depth)
      const middle = unit(at((from + to) >> 1), depth)
      const last = unit(at(to - 1), depth)
      const pivot = Math.max(Math.min(first, middle), Math.min(Math.max(first, middle), last))
      let less = from
      let more = to
      for (let here = from; here < more;) {
        const index = at(here)
        const value = unit(index, depth)
        if (value < pivot) {
          indexes[here++] = at(less)
          indexes[less++] = index
        } else if (value > pivot) {
          indexes[here] = at(--more)
          indexes[more] = index
        } else here++
      }
      sort(from, less, depth)
      sort(more, to, depth)
      from = less
      to = more
      if (pivot === 0) {
        indexes.subarray(from, to).sort()
        return
      }
    }
    insertionSort(from, to, depth)
  }
  sort(0, indexes.length, 0)
  return indexes
}
