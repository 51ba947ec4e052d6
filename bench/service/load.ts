import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

export interface Request {
  readonly method?: 'GET' | 'POST'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Measured {
  readonly perSecond: number
  readonly total: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  /** MB that the server holds afterwards, where there is one. */
  readonly memory?: number
}

/** How many requests are under way at any time, unless said otherwise. */
export const concurrency = 16

type Load = (
  origin: string,
  requests: readonly Request[],
  code: number,
  bound: Bound,
  connections?: number,
) => Promise<Measured>
/** In seconds. What is asked for often is compiled only then, in whoever asks as in who is asked: both warm up. */
export interface Span {
  readonly warmUp: number
  readonly duration: number
}
type Bound = Span | { readonly amount: number }

/** Sends requests in turn, by the autocannon that is installed in `folder`. @throws Error when another code is answered */
export const loadWith =
  (folder: string): Load =>
  async (origin, requests, code, bound, connections = concurrency) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'load.js')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    child.stdin.end(JSON.stringify({ folder, url: origin, connections, requests, bound }))
    const { codes, errors, ...measured } = JSON.parse(await text(child.stdout))
    if (errors > 0 || codes.length !== 1 || codes[0] !== String(code)) {
      throw new Error(`${requests[0]?.path} answered ${codes.join(', ')}, ${errors} errors`)
    }
    return measured
  }
