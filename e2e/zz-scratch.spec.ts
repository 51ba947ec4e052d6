import { expect, expectAccessible, test } from './fixtures.ts'

test('api makes data', async ({ page, api }) => {
  const account = await api.createAccount()
  const { apiKey } = await api.createKey(account.id, { description: 'one' })
  expect((await api.listKeys(account.id)).map(({ id }) => id)).toEqual([apiKey.id])
  await page.goto(`/folders/${account.folderId}`)
  await expect(page).toHaveTitle(/Keyrack/)
  console.log(await page.locator('body').innerText())
  await page.screenshot({ path: `/tmp/shot-${test.info().project.name}.png` })
  await expectAccessible(page)
  await api.deleteKey(apiKey.id)
  expect(await api.listKeys(account.id)).toEqual([])
  await api.deleteAccount(account.id)
})

for (const effect of [{ kind: 'status', code: 'UNAVAILABLE' }, { kind: 'cut' }, { kind: 'lost' }, { kind: 'malformed' }, { kind: 'delay', milliseconds: 300 }] as const) {
  test(`fault ${effect.kind}`, async ({ api, faults }) => {
    await faults.set([{ endpoint: 'listClouds', effect, times: 1 }])
    const outcome = await api.folderId().then(() => 'fine', (error: unknown) => String(error).split('\n')[0])
    console.log(test.info().project.name, effect.kind, outcome)
    expect(await api.folderId()).toMatch(/^b1g/)
    await faults.set([])
  })
}

test.describe('signed out', () => {
  test.use({ signedIn: false })
  test('is signed out', async ({ page }) => {
    await expect(page).toHaveURL(/sign-in/)
    await expectAccessible(page)
  })
})

test('guard', async ({ page, consoleGuard }) => {
  await page.evaluate(() => console.error('boom'))
  await page.evaluate(() => { document.body.insertAdjacentHTML('beforeend', '<style>p{color:red}</style>') })
  await page.evaluate(() => { setTimeout(() => { throw new Error('late') }, 0) })
  await page.waitForFunction(() => document.readyState === 'complete')
  await expect.poll(() => consoleGuard.unexpected().length).toBeGreaterThanOrEqual(2)
  console.log(test.info().project.name, consoleGuard.unexpected())
  consoleGuard.allow(/./)
})
