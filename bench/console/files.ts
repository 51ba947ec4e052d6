import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

export interface Files {
  readonly origin: string
  close(): void
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
}

/** Serves a built page as brotli, compressed once. */
export const serveFiles = async (folder: string): Promise<Files> => {
  const compressed = new Map<string, Buffer>()
  const read = (name: string) => {
    const known = compressed.get(name) ?? brotliCompressSync(readFileSync(join(folder, name)))
    compressed.set(name, known)
    return known
  }
  const server = createServer(({ url = '/' }, response) => {
    const name = url === '/' ? '/index.html' : url
    if (!/^\/(assets\/)?[\w-]+\.\w+$/.test(name) || !existsSync(join(folder, name))) {
      response.writeHead(404).end()
      return
    }
    response.setHeader('content-type', types[extname(name)] ?? 'text/plain')
    response.setHeader('content-encoding', 'br')
    response.end(read(name))
  })
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening)
  })
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
