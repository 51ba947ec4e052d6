import { launch, type Page } from 'puppeteer-core'

import { findFirefox } from './find-firefox.ts'
import { expect, test } from './fixtures.ts'

// Playwright needs its own build of Firefox, or a newer one than the ESR, so Puppeteer drives it over WebDriver BiDi.
const executablePath = findFirefox()
const reason = 'no Firefox is installed, and KEYRACK_FIREFOX names none'
if (executablePath === undefined) console.log(`The test in Firefox is skipped: ${reason}`)
test.skip(executablePath === undefined, reason)

/** Finds elements by their text or label. Firefox does not find every element by role. */
const elementsOf = (page: Page) => {
  const find = async (xpath: string) => {
    const element = await page.waitForSelector(`::-p-xpath((${xpath})[last()])`, { visible: true })
    if (element === null) throw new Error(`The page has no ${xpath}`)
    return element
  }
  const see = (tag: string, name: string) => find(`//${tag}[normalize-space()="${name}" or @aria-label="${name}"]`)
  const field = (label: string) =>
    find(`//label[starts-with(., "${label}")]/following::*[self::input or self::textarea][1]`)
  return {
    see,
    click: async (tag: string, name: string) => (await see(tag, name)).click(),
    type: async (label: string, text: string) => (await field(label)).type(text),
    read: async (label: string) => (await field(label)).evaluate((input) => (input as HTMLInputElement).value),
  }
}

const paste = async (page: Page): Promise<string> => {
  await page.setContent('<textarea></textarea>')
  await page.focus('textarea')
  await page.keyboard.down('Control')
  await page.keyboard.press('v')
  await page.keyboard.up('Control')
  return page.$eval('textarea', ({ value }) => value)
}

test('signs in, creates an API key, copies its secret and deletes the key', async ({ baseURL, token }) => {
  const browser = await launch({
    browser: 'firefox',
    ...(executablePath !== undefined && { executablePath }),
  })
  try {
    const page = await browser.newPage()
    const { see, click, type, read } = elementsOf(page)
    await page.goto(baseURL ?? '')
    await type('Administrator token', token)
    await click('button', 'Sign in')

    const name = `firefox-${crypto.randomUUID()}`
    await click('button', 'Create service account')
    await see('h2', 'Create service account')
    await type('Name', name)
    await click('button', 'Create')
    await click('a', name)
    await see('h1', name)

    await click('button', 'Create API key')
    await type('Scope', 'yc.postbox.send')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await click('button', 'Create')
    await see('h2', 'Save your API key')
    await click('button', 'Show secret key')
    const secret = await read('Secret key')
    expect(secret).toMatch(/^AQVN[\w-]{36}$/)
    await click('button', 'Copy secret key')
    await page.waitForSelector('::-p-text(Secret key copied)')
    expect(await paste(await browser.newPage())).toBe(secret)
    await page.bringToFront()
    await click('button', 'Done')

    await click('button', `Actions for ****${secret.slice(-6)}`)
    await click('li', 'Delete')
    await see('h2', 'Delete API key?')
    await click('button', 'Delete')
    await page.waitForSelector('::-p-text(No API keys yet)')
  } finally {
    await browser.close()
  }
})
