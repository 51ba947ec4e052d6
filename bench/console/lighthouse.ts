import { spawn } from 'node:child_process'
import { join } from 'node:path'

import { type BrowserContext, chromium } from '@playwright/test'

import { install } from '../install.ts'

export interface LighthouseResult {
  /** Scores, 0 to 100. */
  readonly performance: number
  readonly accessibility: number
  readonly bestPractices: number
  /** Milliseconds on a simulated phone. */
  readonly firstPaint: number
  readonly largestPaint: number
  readonly blocking: number
  readonly shift: number
}

export interface Lighthouse {
  /** Pages are measured with the session of this context. */
  readonly context: BrowserContext
  /** Measures a page on a simulated phone with an empty cache. */
  measure(url: string): Promise<LighthouseResult>
  close(): Promise<void>
}

const port = 9222

/**
 * Installs Lighthouse in a temporary folder, and starts a browser for it.
 *
 * @throws Error with the reason when it cannot be installed
 */
export const startLighthouse = async (
  executablePath: string | undefined,
  args: readonly string[],
): Promise<Lighthouse> => {
  const installed = install({ lighthouse: '~12.8.2' })
  const context = await chromium.launchPersistentContext('', {
    ...(executablePath !== undefined && { executablePath }),
    args: [...args, `--remote-debugging-port=${port}`],
  })
  return {
    context,
    measure: async (url) => resultOf(await report(join(installed.folder, 'node_modules/lighthouse/cli/index.js'), url)),
    close: async () => {
      await context.close()
      installed.forget()
    },
  }
}

interface Report {
  readonly runtimeError?: { readonly message: string }
  readonly categories: Readonly<Record<string, { readonly score: number }>>
  readonly audits: Readonly<Record<string, { readonly numericValue?: number }>>
}

const report = async (cli: string, url: string): Promise<Report> => {
  const child = spawn(process.execPath, [cli, url, `--port=${port}`, '--output=json', '--quiet'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  const code = await new Promise((ended) => child.once('close', ended))
  if (code !== 0) throw new Error(`Lighthouse ended with ${String(code)}`)
  return JSON.parse(output)
}

const resultOf = ({ runtimeError, categories, audits }: Report): LighthouseResult => {
  if (runtimeError) throw new Error(`Lighthouse: ${runtimeError.message}`)
  const score = (category: string) => Math.round((categories[category]?.score ?? Number.NaN) * 100)
  const value = (audit: string) => audits[audit]?.numericValue ?? Number.NaN
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    firstPaint: value('first-contentful-paint'),
    largestPaint: value('largest-contentful-paint'),
    blocking: value('total-blocking-time'),
    shift: value('cumulative-layout-shift'),
  }
}
