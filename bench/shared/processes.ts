import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

export interface Server {
  readonly origin: string
  /** Resident memory in MB, NaN if the system does not report it. */
  memory(): number
  stop(): Promise<void>
}

/** Starts a server in a separate process, and waits until it prints its address. */
export const startServer = async (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Server> => {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, ...env } })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
  })
  for await (const line of createInterface(child.stdout)) {
    const origin = /running at (http:\S+)/i.exec(line)?.[1]
    if (origin === undefined) continue
    child.stdout.resume()
    return {
      origin,
      memory: () => memoryOf(child.pid),
      stop: async () => {
        child.kill('SIGTERM')
        await ended
      },
    }
  }
  throw new Error(`${args.join(' ')} did not start`)
}

const memoryOf = (pid: number | undefined): number => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024
  } catch {
    return Number.NaN
  }
}

/** Stops the server after `act`, whatever it does. */
export const withServer = async <T>(starting: Promise<Server>, act: (server: Server) => Promise<T>): Promise<T> => {
  const server = await starting
  try {
    return await act(server)
  } finally {
    await server.stop()
  }
}
