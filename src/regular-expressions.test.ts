import { readdirSync, readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'
import { parseSync, Visitor } from 'vite'

const areas = ['src/contract', 'src/server', 'src/console']
const files = areas
  .flatMap((area) => readdirSync(area, { recursive: true, encoding: 'utf8' }).map((name) => `${area}/${name}`))
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/testing\//.test(file))

/** Expressions that are assembled at run time, by their call, with their value. */
const assembled: Readonly<Record<string, RegExp>> = {
  'new RegExp(`^${secretShape().source}$`)': /^AQ[VW][\w-]{36,39}$/,
}

/** Every regular expression of a file: a literal as it is, an assembled one as its call. */
const expressionsOf = (file: string): readonly (RegExp | string)[] => {
  const text = readFileSync(file, 'utf8')
  const found: (RegExp | string)[] = []
  const onCall = ({
    callee,
    start,
    end,
  }: {
    readonly callee: object
    readonly start: number
    readonly end: number
  }) => {
    if ('name' in callee && callee.name === 'RegExp') found.push(text.slice(start, end))
  }
  new Visitor({
    Literal(node) {
      if ('regex' in node) found.push(new RegExp(node.regex.pattern, node.regex.flags))
    },
    CallExpression: onCall,
    NewExpression: onCall,
  }).visit(parseSync(file, text).program)
  return found
}

const expressions = files.flatMap((file) => expressionsOf(file).map((found) => ({ file, found })))

interface Atom {
  /** Matches a character that the atom matches. */
  readonly matches: RegExp
  /** The least number of repetitions. */
  readonly least: number
  /** The atoms that lead to it. */
  readonly before: readonly Atom[]
}

const token =
  /(?<open>\((?:\?(?:[:=!]|<[=!]|<\w+>))?)|(?<close>\))|(?<or>\|)|(?<anchor>[$^]|\\[bB1-9])|(?<one>\\(?:[pP]\{[^}]+\}|u\{[^}]+\}|u[\da-f]{4}|x[\da-f]{2}|.)|\[(?:\\.|[^\]\\])*\]|.)/isu
const repeated = new RegExp(`(?:${token.source})(?<many>[*+?]|\\{(?<times>\\d+)(?:,\\d*)?\\})?\\??`, 'gisu')

/** The characters and classes of an expression in their order, each with what leads to it. */
const atomsOf = ({ source, flags }: RegExp): readonly Atom[] => {
  const atoms: Atom[] = []
  const groups: { readonly start: readonly Atom[]; readonly looks: boolean }[] = []
  let before: readonly Atom[] = []
  for (const { groups: part = {} } of source.matchAll(repeated)) {
    const times = Number(part['times'] ?? 1)
    if (part['open'] !== undefined) groups.push({ start: before, looks: /[=!]/.test(part['open']) })
    else if (part['or'] !== undefined) before = groups.at(-1)?.start ?? []
    else if (part['close'] !== undefined) {
      const { start = [], looks = false } = groups.pop() ?? {}
      const inner = before.slice(start.length)
      before = looks ? start : [...start, ...Array.from({ length: times }, () => inner).flat()]
    } else if (part['one'] !== undefined) {
      const matches = new RegExp(`^${part['one']}$`, flags.replaceAll(/[gy]/g, ''))
      const atom = { matches, least: Math.max(1, times), before }
      atoms.push(atom)
      before = [...before, atom]
    }
  }
  return atoms
}

// Letters first: a narrow class and a wide one should share their sample.
const alphabet = [
  ...'a0A_-. ',
  ...Array.from({ length: 128 }, (_, code) => String.fromCodePoint(code)),
  ...'\u0085\u00a0éё中\u05d0\u200b\u200c\u2028\u2066\ud800\ufeff😀',
]

/** The characters that an expression names itself, as they are or by their number. */
const namedIn = ({ source }: RegExp): readonly string[] => [
  ...source,
  ...[...source.matchAll(/\\u\{?([\da-f]{4,6})/gi)].map(([, code = '']) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  ),
]

interface Input {
  readonly prefix: string
  readonly pump: string
  readonly suffix: string
}

const longestPump = 7

/**
 * Candidates for the worst input: every run of the expression's own characters, repeated, with and without the text that
 * leads to it, with and without a last character that it does not expect.
 */
const inputsOf = (expression: RegExp): readonly Input[] => {
  const atoms = atomsOf(expression)
  // One character for each set of atoms that match it.
  const samples = new Map<string, string>()
  for (const character of [...alphabet, ...namedIn(expression)]) {
    const matching = atoms.map(({ matches }) => (matches.test(character) ? '1' : '0')).join('')
    if (!samples.has(matching)) samples.set(matching, character)
  }
  const stranger = samples.get('0'.repeat(atoms.length)) ?? '\u0000'
  const sampleOf = ({ matches, least }: Atom): string => {
    const sample = [...samples.values()].find((character) => matches.test(character))
    if (sample === undefined) throw new Error(`The alphabet has no sample of ${matches.source}`)
    return sample.repeat(least)
  }
  const spelled = (some: readonly Atom[]): string => some.map(sampleOf).join('')
  const pumped = atoms.flatMap((atom, first) => {
    const runs = atoms.slice(first, first + longestPump).map((_, more) => spelled(atoms.slice(first, first + more + 1)))
    const single = [...samples.values()].filter((character) => atom.matches.test(character))
    return [...single, ...runs].flatMap((pump) => [
      { prefix: '', pump },
      { prefix: spelled(atom.before), pump },
    ])
  })
  const all = pumped.flatMap((input) => ['', stranger].map((suffix) => ({ ...input, suffix })))
  return [...new Map(all.map((input) => [JSON.stringify(input), input])).values()]
}

const textOf = ({ prefix, pump, suffix }: Input, length: number): string =>
  prefix + pump.repeat(Math.ceil(length / pump.length)) + suffix

/** Allocates nothing, as collecting garbage takes time of its own. */
const findAll = (finder: RegExp, text: string): void => {
  finder.lastIndex = 0
  for (let at = 0; finder.test(text); at = finder.lastIndex) {
    // After an empty match it would try the same place for ever.
    if (finder.lastIndex === at) finder.lastIndex += 1
  }
}

const longRun = 20

/** How many milliseconds it takes to find all matches: the best of a few runs, as other processes disturb some. */
const timeOf = (finder: RegExp, text: string, runs: number): number => {
  let best = Infinity
  // Two runs are enough when even the better one is long.
  for (let run = 0; run < runs && (run < 2 || best < longRun); run += 1) {
    const started = performance.now()
    findAll(finder, text)
    best = Math.min(best, performance.now() - started)
  }
  return best
}

/** Lengths to try, and how many milliseconds each may take before the input counts as suspicious. */
const stages = [
  { length: 20, limit: 1 },
  { length: 40, limit: 1 },
  { length: 400, limit: 0.5 },
  { length: 4000, limit: Infinity },
]

/** Milliseconds a character, at the longest stage. Short texts come first, so that exponential growth does not hang. */
const costOf = (finder: RegExp, input: Input): number => {
  for (const { length, limit } of stages) {
    const text = textOf(input, length)
    const time = timeOf(finder, text, 1)
    if (time > limit && timeOf(finder, text, 3) > limit) return Infinity
    if (limit === Infinity) return time / text.length
  }
  return 0
}

const longest = 100_000
// A shorter time is mostly that of the clock and of the call.
const measurable = 0.2

/** How many times as long a text of four times the length takes, at the first length that can be measured. */
const growthOf = (finder: RegExp, input: Input): number => {
  const times: number[] = []
  for (let length = 5; length <= longest; length *= 2) {
    const time = timeOf(finder, textOf(input, length), 5)
    const quarter = times.at(-2)
    if (quarter !== undefined && time >= measurable) return time / quarter
    times.push(time)
  }
  return 1
}

const mostGrowth = 8
const repetitions = 11

/** The input under which the time grows faster than the text; undefined when none was found. */
const slowInputOf = ({ source, flags }: RegExp): Input | undefined => {
  const finder = new RegExp(source, `${flags.replaceAll(/[gy]/g, '')}g`)
  const costs = inputsOf(finder).map((input) => ({ input, cost: costOf(finder, input) }))
  const worst = costs.toSorted((a, b) => b.cost - a.cost).slice(0, 5)
  // On a busy machine one measurement may be wrong, and the middle of several is not.
  const isSlow = (input: Input): boolean => {
    if (growthOf(finder, input) <= mostGrowth) return false
    const growths = Array.from({ length: repetitions }, () => growthOf(finder, input)).toSorted((a, b) => a - b)
    return (growths[(repetitions - 1) / 2] ?? 0) > mostGrowth
  }
  return worst.find(({ input }) => isSlow(input))?.input
}

describe('regular expressions', () => {
  it('are found, including assembled ones', () => {
    expect(expressions.length).toBeGreaterThan(50)
    const calls = expressions.flatMap(({ found }) => (typeof found === 'string' ? [found] : []))
    expect(calls.toSorted()).toEqual(Object.keys(assembled).toSorted())
  })

  // Proves that the worst inputs are bad enough.
  it.each([
    /eyJ[\w-]+(?:\.[\w-]*){4}/g,
    /([$%]+)\{/g,
    /\s+$/,
    /^\s*(.*?)\s*$/,
    /^(a+)+$/,
    /^(?:a|a)+$/,
    /^(\w+\s?)*$/,
    /^x:(?:[a-z]+|b)\d+\d+$/,
    /<.*>.*!/s,
    /^\d{4}-\d+[\da-f]*z/,
    /(?<=,\s*)x/,
    /[\u0590-\u08ff]+!/u,
  ])('that take quadratic time or more are rejected: %s', (slow) => {
    expect(slowInputOf(slow)).toBeDefined()
  })

  it.each(
    expressions.map(({ file, found }) => ({
      file,
      expression: typeof found === 'string' ? (assembled[found] ?? /(?!)/) : found,
    })),
  )('take linear time: $file $expression', ({ expression }) => {
    expect(slowInputOf(expression)).toBeUndefined()
  })
})
