import type { BrowserContext } from '@playwright/test'

import { api } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'

export interface ConsoleGuard {
  /** Allows errors that match, because the test causes them. */
  allow(pattern: RegExp): void
  /** Unexpected errors so far. */
  unexpected(): readonly string[]
}

/** Collects console errors, including CSP violations, and uncaught exceptions of all pages of `context`. */
export const guardConsole = (context: BrowserContext): ConsoleGuard => {
  const errors: string[] = []
  const allowed: RegExp[] = []
  context.on('console', (message) => {
    const { url } = message.location()
    if (message.type() === 'error' && !isAnswerOfApi(message.text(), url)) errors.push(`${message.text()} (${url})`)
  })
  context.on('weberror', (error) => errors.push(String(error.error())))
  return {
    allow: (pattern) => allowed.push(pattern),
    unexpected: () => errors.filter((text) => !allowed.some((pattern) => pattern.test(text))),
  }
}

// Browsers log every failed response. Those of the API are shown by the console.
const isAnswerOfApi = (text: string, url: string) =>
  text.startsWith('Failed to load resource') && URL.canParse(url) && roots.has(rootOf(new URL(url).pathname))

const rootOf = (path: string) => path.split('/')[1]
const roots = new Set(Object.values<Endpoint>(api).map(({ path }) => rootOf(path)))
