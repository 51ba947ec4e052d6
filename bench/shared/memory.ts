import type { Server } from './processes.ts'
import { atLeast, type Line } from './table.ts'

const parts = 6

/**
 * Compares the memory after the first part of `amount` requests with that after the last.
 * @param send sends a part of them
 */
export const memoryLine = async (
  what: string,
  server: Server,
  amount: number,
  send: (origin: string, amount: number) => Promise<unknown>,
): Promise<Line> => {
  const seen: number[] = []
  for (let part = 0; part < parts; part += 1) {
    await send(server.origin, Math.ceil(amount / parts))
    seen.push(server.memory())
  }
  const shown = `${seen.map((megabytes) => megabytes.toFixed(0)).join(', ')} MB`
  return atLeast(what, (seen[0] ?? Number.NaN) / (seen.at(-1) ?? Number.NaN), 0.9, shown)
}
