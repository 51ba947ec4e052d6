import { expect, test } from './fixtures.ts'
import { createKey, finish, openAccount, revealSecret, row } from './flows.ts'
import { placesOf } from './places-of.ts'

test(
  'after leaving, the secret is nowhere',
  { tag: '@mock' },
  async ({ page, api, backEnd, serviceLog, storedBytes }) => {
    const said: string[] = []
    page.on('console', (message) => said.push(message.text()))
    const account = await api.createAccount()
    await openAccount(page, account)
    const dialog = await createKey(page)
    const secret = await revealSecret(dialog)
    const id = await dialog.getByRole('textbox', { name: 'Key ID' }).inputValue()

    // The search works: it finds the shown secret, in one place only.
    expect(await placesOf(page, secret)).toEqual(['document', 'state of React or a cache'])
    await finish(dialog)
    await expect(row(page, `****${secret.slice(-6)}`)).toBeVisible()
    // It searches the caches too: it finds the key's id.
    expect(await placesOf(page, id)).toContain('state of React or a cache')

    expect(await placesOf(page, secret)).toEqual([])
    expect(said.filter((text) => text.includes(secret))).toEqual([])
    const { cookies } = await page.context().storageState({ indexedDB: true })
    expect(JSON.stringify(cookies)).not.toContain(secret)

    if (backEnd === 'real') {
      const log = await serviceLog()
      expect(log).toContain('"path":"/iam/v1/apiKeys"')
      expect(log).not.toContain(secret)
      // Searches the database files: they contain the id, but not the secret.
      expect(await storedBytes(id)).toBe(true)
      expect(await storedBytes(secret)).toBe(false)
    }
  },
)
