import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** A running nginx for tests. */
export interface TestNginx {
  /** Its log so far. */
  log(): string
  stop(): Promise<void>
}

// On Debian, it is only in root's PATH.
const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']

/** The executable, or undefined if it is missing. Prints that, so that nobody mistakes skipped for passed. */
export const findNginxOrSkip = (): string | undefined => {
  const found = folders.map((folder) => join(folder, 'nginx')).find((file) => existsSync(file))
  if (found === undefined) {
    process.stderr.write(
      "The tests with nginx are skipped, because it is not installed: Debian's package is nginx-light\n",
    )
  }
  return found
}

const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${name};`)

/**
 * Runs nginx with the content of its `http` block, in a temporary folder.
 * @param port the port of the configuration
 */
export const startNginx = async (executable: string, http: string, port: number): Promise<TestNginx> => {
  const folder = mkdtempSync(join(tmpdir(), 'keyrack-nginx-'))
  const config = `daemon off; master_process off; pid nginx.pid; error_log error.log info;
    events {}
    http { access_log access.log; ${temporary.join(' ')}
    ${http} }`
  writeFileSync(join(folder, 'nginx.conf'), config)
  const read = (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '')
  const log = () => read('error.log') + read('access.log')
  const nginx = spawn(executable, ['-p', folder, '-c', 'nginx.conf', '-e', 'error.log'], { stdio: 'ignore' })
  let problem = ''
  const ended = new Promise<void>((resolve) => {
    nginx.once('exit', () => resolve())
    // A process that could not be started never emits exit.
    nginx.once('error', ({ message }) => {
      problem = message
      resolve()
    })
  })
  const stop = async () => {
    nginx.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true })
  }
  try {
    await answering(nginx, port)
  } catch (error) {
    const reason = problem || log()
    await stop()
    throw new Error(`nginx did not start: ${reason}`, { cause: error })
  }
  return { log, stop }
}

const answering = async (nginx: ChildProcess, port: number): Promise<void> => {
  for (let attempt = 0; attempt < 100 && nginx.exitCode === null; attempt += 1) {
    if (await accepts(port)) return
    await pause(50)
  }
  throw new Error(`Nothing listens on port ${port}`)
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
