import { execFile } from 'node:child_process'

export interface Options {
  readonly cwd?: string
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>
}

export interface Output {
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs a program to its end.
 *
 * @throws Error with its output if it fails, or cannot be started
 */
export const run = (program: string, args: readonly string[], { cwd, env }: Options = {}): Promise<Output> =>
  new Promise((resolve, reject) => {
    const options = { cwd, env: { ...process.env, ...env }, encoding: 'utf8', maxBuffer: 64 << 20 } as const
    execFile(program, args, options, (error, stdout, stderr) => {
      if (error === null) return resolve({ stdout, stderr })
      if (error.code === 'ENOENT') return reject(new Error(`${program} is not installed`))
      const output = `${stdout}${stderr}`.trim()
      reject(new Error(output === '' ? error.message : output, { cause: error.code }))
    })
  })
