import { once } from 'node:events'
import { connect } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'

import { type BenchRequest, connections } from '../shared/load.ts'

/**
 * Sends requests at a fixed rate, evenly (autocannon sends a second's share in one burst), to endpoints that answer
 * without a body.
 *
 * @returns latencies in milliseconds, from the moment a request was due: a slow server cannot hide by delaying the next
 * @throws Error when an answer is not 200
 */
export const pace = async (
  origin: string,
  requests: readonly BenchRequest[],
  perSecond: number,
  seconds: number,
): Promise<readonly number[]> => {
  const { hostname, port, host } = new URL(origin)
  const texts = requests.map(({ method, path, headers }) => {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    return `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\n${lines.join('')}\r\n`
  })
  const took: number[] = []
  const wrong: string[] = []
  const open = async () => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true })
    await once(socket, 'connect')
    socket.once('close', () => wrong.push('nothing, and closed the connection'))
    return socket
  }
  const idle = await Promise.all(Array.from({ length: connections }, open))
  const all = [...idle]
  const begun = performance.now()
  for (let sent = 0; sent < perSecond * seconds && wrong.length === 0;) {
    const due = begun + (sent * 1000) / perSecond
    const socket = performance.now() < due ? undefined : idle.pop()
    if (!socket) {
      await turn()
      continue
    }
    socket.write(texts[sent % texts.length] ?? '')
    socket.once('data', (answer) => {
      took.push(performance.now() - due)
      idle.push(socket)
      const text = answer.toString('latin1')
      if (!/^HTTP\/1.1 200 [^]*\r\n\r\n$/.test(text)) wrong.push(text)
    })
    sent += 1
  }
  while (idle.length < connections && wrong.length === 0) await turn()
  for (const socket of all) socket.removeAllListeners('close').destroy()
  if (wrong.length > 0) throw new Error(`${requests[0]?.path} answered ${wrong[0]}`)
  return took
}
