import { createRequire } from 'node:module'
import { join } from 'node:path'

export interface BenchRequest {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** The default number of concurrent connections. */
export const connections = 16

export interface Measured {
  readonly perSecond: number
  /** Latencies in milliseconds, in the order of the answers. */
  readonly took: readonly number[]
}

type Bound = { readonly duration: number } | { readonly amount: number }
interface Run {
  on(event: 'response', listen: (client: unknown, code: number, bytes: number, took: number) => void): void
  then: Promise<{ readonly errors: number; readonly timeouts: number }>['then']
}
type Autocannon = (options: { url: string; connections: number; requests: readonly BenchRequest[] } & Bound) => Run

/** Sends requests in turn. Each connection sends the next one when it has received a response. */
export type Load = (
  origin: string,
  requests: readonly BenchRequest[],
  bound: Bound,
  connections?: number,
) => Promise<Measured>

/** Loads servers with the autocannon installed in `folder`. @throws Error when an answer is not 200 */
export const loadWith = (folder: string): Load => {
  const autocannon: Autocannon = createRequire(join(folder, 'package.json'))('autocannon')
  return async (origin, requests, bound, atATime = connections) => {
    const took: number[] = []
    const codes = new Set<number>()
    const begun = performance.now()
    let last = begun
    const running = autocannon({ url: origin, connections: atATime, requests, ...bound })
    running.on('response', (_, code, __, milliseconds) => {
      codes.add(code)
      took.push(milliseconds)
      last = performance.now()
    })
    const { errors, timeouts } = await running
    if (errors + timeouts > 0 || [...codes].some((code) => code !== 200)) {
      throw new Error(`${requests[0]?.path} answered ${[...codes].join(', ')}, ${errors + timeouts} errors`)
    }
    return { perSecond: (took.length / (last - begun)) * 1000, took }
  }
}
