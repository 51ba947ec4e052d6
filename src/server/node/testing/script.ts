import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

import { build } from 'vite'

/** A module of server/node that scripts in separate processes can import. */
export interface BuiltModule {
  readonly url: string
  remove(): void
}

/** Node 20 cannot run TypeScript, so a process needs a bundle, inside the project so that it finds its dependencies. */
export const buildModule = async (file: string): Promise<BuiltModule> => {
  const folder = resolve('node_modules/.cache/keyrack', randomUUID())
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: resolve(import.meta.dirname, '..', file), outDir: folder, emptyOutDir: false },
  })
  return {
    url: pathToFileURL(join(folder, basename(file).replace(/\.ts$/, '.js'))).href,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A running script. */
export interface Script {
  /** The next printed line, or undefined after it has exited. */
  readonly line: () => Promise<string | undefined>
  readonly signal: (name: NodeJS.Signals) => void
  /** Resolves with its exit code and its stderr. */
  readonly ended: Promise<{ readonly code: number | null; readonly errors: string }>
}

/** Runs `code` as a module in a separate process, which `wrapper` may start in another environment. */
export const startScript = (code: string, { wrapper = [] }: { readonly wrapper?: readonly string[] } = {}): Script => {
  const [command, ...args] = [...wrapper, process.execPath, '--input-type=module', '--eval', code] as const
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  const ended = new Promise<{ code: number | null; errors: string }>((done, fail) => {
    child.once('close', (exitCode) => done({ code: exitCode, errors })).once('error', fail)
  })
  return {
    line: async () => {
      const { value } = await lines.next()
      return value as string | undefined
    },
    signal: (name) => void child.kill(name),
    ended,
  }
}
