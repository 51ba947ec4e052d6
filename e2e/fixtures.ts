import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test as base } from '@playwright/test'

import { createIamToken } from '#contract/iam-token.ts'
import { createSession, deleteSession } from '#contract/session.ts'
import { mockAdministratorToken } from '#mocks/actors.ts'
import { type Fault, faultsHeader } from '#mocks/faults.ts'
import { type Api, apiOf, sendBeside, sendInside } from './api.ts'
import { type ConsoleGuard, guardConsole } from './console-guard.ts'
import { translatableFaults } from './page-translation.ts'
import { administratorToken, announced } from './real-service.ts'

export { expect } from '@playwright/test'

export interface BackEndOption {
  /**
   * The back end: the service inside the browser, the built service in its own process, or a gateway in front of a
   * cloud.
   */
  backEnd: 'mock' | 'real' | 'gateway'
}

export interface Faults {
  /** Replaces the faults of the page's requests. */
  set(faults: readonly Omit<Fault, 'id'>[]): Promise<void>
}

interface TestFixtures {
  /** The log of the real service. */
  serviceLog: () => Promise<string>
  /** True if a file of the real service's database contains this text. */
  storedBytes: (text: string) => Promise<boolean>
  /** The administrator token of the back end. */
  token: string
  /**
   * Whether `page` is signed in as the administrator, though it shows nothing yet. `test.use({ signedIn: false })` for a
   * signed-out page.
   */
  signedIn: boolean
  /**
   * Whether the test gets a folder of its own. Otherwise its accounts are in the first folder of the demo data, whose
   * accounts and keys grow with each test.
   */
  ownFolder: boolean
  api: Api
  faults: Faults
  /** Fails the test on an error in the browser's console, unless it was allowed. */
  consoleGuard: ConsoleGuard
}

export const test = base.extend<TestFixtures, BackEndOption>({
  backEnd: ['mock', { option: true, scope: 'worker' }],
  signedIn: [true, { option: true }],
  ownFolder: [false, { option: true }],

  baseURL: async ({ baseURL, backEnd }, use) =>
    use(backEnd === 'mock' ? baseURL : announced()[backEnd === 'real' ? 'origin' : 'gateway']),

  // oxlint-disable-next-line eslint/no-empty-pattern -- Playwright reads the pattern
  serviceLog: async ({}, use) => use(() => readFile(announced().logFile, 'utf8')),

  // oxlint-disable-next-line eslint/no-empty-pattern -- Playwright reads the pattern
  storedBytes: async ({}, use) => {
    await use(async (text) => {
      const folder = join(announced().dataDir, 'database')
      for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
        if (entry.isFile() && (await readFile(join(entry.parentPath, entry.name))).includes(text)) return true
      }
      return false
    })
  },

  token: async ({ backEnd }, use) => {
    const tokens = { mock: mockAdministratorToken, real: administratorToken }
    await use(backEnd === 'gateway' ? await cloudToken() : tokens[backEnd])
  },

  consoleGuard: [
    async ({ context }, use) => {
      const guard = guardConsole(context)
      await use(guard)
      expect(guard.unexpected(), 'errors in the console of the browser').toEqual([])
    },
    { auto: true },
  ],

  page: async ({ page, backEnd, token, signedIn }, use) => {
    if (backEnd !== 'mock' && signedIn) await signIn(page, token)
    if (backEnd === 'mock' && !signedIn) {
      await startMock(page)
      await apiOf(sendInside(page)).call(deleteSession, {})
    }
    await use(page)
  },

  api: async ({ page, backEnd, baseURL, ownFolder }, use) => {
    const inside = sendInside(page)
    const send = async (sent: Parameters<typeof inside>[0]) => {
      await startMock(page)
      return inside(sent)
    }
    await use(apiOf(backEnd === 'mock' ? send : sendBeside(page.context().request, baseURL ?? ''), ownFolder))
  },

  faults: async ({ page, backEnd }, use) => {
    await use({
      async set(list) {
        // A unique id each, or `times` would count other tests' faults.
        const faults = JSON.stringify(list.map((fault) => ({ ...fault, id: crypto.randomUUID() })))
        if (backEnd !== 'mock') return page.context().setExtraHTTPHeaders({ [faultsHeader]: faults })
        await startMock(page)
        return page.evaluate((value) => localStorage.setItem('keyrack.mock.faults', value), faults)
      },
    })
  },
})

/** An IAM token of the administrator, as `yc iam create-token` prints one. */
const cloudToken = async (): Promise<string> => {
  const response = await fetch(`${announced().origin}${createIamToken.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ yandexPassportOauthToken: administratorToken }),
  })
  return createIamToken.response.parse(await response.json()).iamToken
}

const signIn = async (page: Page, token: string) => {
  const answer = await page.context().request.post(createSession.path, { data: { token } })
  expect(answer.ok(), await answer.text()).toBe(true)
}

/** Opens the first page unless one is open: the mock's service runs inside it. */
const startMock = async (page: Page) => {
  if (page.url() !== 'about:blank') return
  await page.goto('/')
  // The first element appears when the mock is ready.
  await page.locator('#root > *').first().waitFor({ state: 'attached' })
}

// Otherwise axe describes passed checks too, element by element.
const resultTypes = { resultTypes: ['violations' as const] }
const rulesOfColour = ['color-contrast', 'link-in-text-block']

/**
 * The page has no accessibility violations: all rules in light, and in English those of colours also in dark and forced
 * colours. No colour depends on the language.
 */
export const expectAccessible = async (page: Page): Promise<void> => {
  expect.soft(await translatableFaults(page), 'what a page translation would break').toEqual([])
  const light = await accessibilityViolations(page)
  const inEnglish = await page.evaluate(() => document.documentElement.lang === 'en')
  const others = inEnglish ? await inOtherColours(page) : { dark: [], forced: [] }
  expect({ light, ...others }).toEqual({ light: [], dark: [], forced: [] })
}

/** The violations that axe finds in the current colours. */
export const accessibilityViolations = async (page: Page) => {
  // Open menus and listboxes are at the end of the body, outside landmarks, as the ARIA practices recommend.
  const floating = (await page.getByRole('menu').or(page.getByRole('listbox')).count()) > 0
  // WCAG 2.2's target size is off by default.
  const rules = { region: { enabled: !floating }, 'target-size': { enabled: true } }
  return violationsOf(page, { rules, ...resultTypes })
}

const inOtherColours = async (page: Page) => {
  const options = { runOnly: { type: 'rule', values: rulesOfColour }, ...resultTypes } as const
  const checkColours = () => violationsOf(page, options)
  // CSS follows the system at once, scripts a moment later.
  const inScheme = (scheme: string) =>
    expect(page.locator('html')).toHaveAttribute('data-color-scheme', scheme, { timeout: 5000 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await inScheme('dark')
  const dark = await checkColours()
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' })
  await inScheme('light')
  const forced = await checkColours()
  await page.emulateMedia({ forcedColors: 'none' })
  return { dark, forced }
}

const violationsOf = async (page: Page, options: Parameters<AxeBuilder['options']>[0]) => {
  // Loading axe takes as long as a check: once for each page is enough.
  const loaded = await page.evaluate(() => 'axe' in window)
  const axe = new AxeBuilder({ page, ...(loaded && { axeSource: ';' }) }).options(options)
  // There are no frames, for which axe would open another page.
  const { violations } = await axe.setLegacyMode().analyze()
  return violations.map(({ id, help, nodes }) => ({
    id,
    help,
    nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
  }))
}
