import { execFileSync } from 'node:child_process'

import type { Page } from '@playwright/test'

/** Runs shell code in bash with a fake `curl`, and returns its arguments. */
const wordsOf = (code: string, token: string): string[] => {
  const stub = String.raw`curl() { printf '%s\0' "$@"; }`
  const env = { ...process.env, IAM_TOKEN: token }
  return execFileSync('bash', ['-c', `${stub}\n${code}`], { encoding: 'utf8', env })
    .split('\0')
    .slice(0, -1)
}

interface Sent {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

const requestOf = ([...words]: string[]): Sent => {
  const headers: Record<string, string> = {}
  const sent = { url: words.pop() ?? '', method: 'GET', headers, body: undefined as string | undefined }
  while (words.length > 0) {
    const [flag, value = ''] = words.splice(0, 2)
    if (flag === '--request') sent.method = value
    else if (flag === '--data') sent.body = value
    else if (flag === '--header') headers[value.slice(0, value.indexOf(': '))] = value.slice(value.indexOf(': ') + 2)
    else throw new Error(`curl is given ${flag}`)
  }
  return sent
}

/**
 * Executes a `curl` command inside the page, because other programs cannot reach the mock.
 *
 * @throws Error with status and body on failure
 */
export const runCurl = async (page: Page, code: string, token: string): Promise<unknown> => {
  const { status, text } = await page.evaluate(
    async ({ url, method, headers, body }) => {
      const response = await fetch(url, { method, headers, ...(body !== undefined && { body }) })
      return { status: response.status, text: await response.text() }
    },
    requestOf(wordsOf(code, token)),
  )
  if (status !== 200) throw new Error(`${status}: ${text}`)
  return JSON.parse(text)
}
