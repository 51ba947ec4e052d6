import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const accounts = Array.from({ length: 20 }, (_, n) => ({
  id: `ajebench${String(n).padStart(12, '0')}`,
  folderId: 'b1gbench00000000000',
  createdAt: '2026-11-22T10:00:00Z',
  name: `robot-${n}`,
  description: 'Of the bench',
  labels: { team: 'bench' },
  lastAuthenticatedAt: '2026-11-22T10:10:00Z',
  status: 'ACTIVE',
}))
const page = Buffer.from(JSON.stringify({ serviceAccounts: accounts }, null, 1))

/** A cloud that does the least possible work: it lists its hosts, and answers everything else with a page of accounts. */
export const main = async (): Promise<void> => {
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo
    const address = `127.0.0.1:${port}`
    const hosts = ['iam', 'operation', 'resource-manager'].map((id) => ({ id, address }))
    const body = request.url?.startsWith('/endpoints') ? JSON.stringify({ endpoints: hosts }) : page
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body)
  })
  server.listen(0, '127.0.0.1', () => {
    console.log(`Running at http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  })
  process.once('SIGTERM', () => process.exit())
}
