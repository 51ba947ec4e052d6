import { readFile } from 'node:fs/promises'

import { expect, test } from './fixtures.ts'
import { createKey, finish, pasted, revealSecret, row } from './flows.ts'

test.beforeEach(async ({ page, api }) => {
  // Navigate by a click, so that Back stays in the console.
  const account = await api.createAccount()
  await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)
  await page.getByRole('link', { name: account.name }).click()
})

const question = 'Leave without saving the key?'

test('the secret is announced, and is not in the document until it is shown', async ({ page }) => {
  const dialog = await createKey(page)
  await expect(dialog.getByRole('status')).toHaveText('The API key was created. Save its secret now.')
  await expect(dialog.getByRole('heading', { name: 'Save your API key' })).toBeFocused()
  await expect(dialog.getByRole('textbox', { name: 'Secret key' })).toHaveValue(/^\*{4}/)
  expect(await page.content()).not.toMatch(/AQVN[\w-]{36}/)
  const secret = await revealSecret(dialog)
  await expect(dialog.getByRole('textbox', { name: 'Usage' })).toHaveValue(`Authorization: Api-Key ${secret}`)
  await dialog.getByRole('button', { name: 'Hide secret key' }).click()
  await expect(dialog.getByRole('textbox', { name: 'Secret key' })).toHaveValue(/^\*{4}/)
})

test('Back closes the dialog of a saved secret', async ({ page }) => {
  const dialog = await createKey(page)
  const address = page.url()
  await dialog.getByRole('checkbox', { name: 'I have saved the secret key' }).check()
  await page.goBack()
  await expect(dialog).toBeHidden()
  expect(page.url()).toBe(address)
})

test('a click or the focus selects the whole value to copy', async ({ page }) => {
  const selected = () => page.evaluate(() => getSelection()?.toString())
  const dialog = await createKey(page)
  const secret = await revealSecret(dialog)
  const id = await dialog.getByRole('textbox', { name: 'Key ID' }).inputValue()
  await dialog.getByRole('textbox', { name: 'Secret key' }).click()
  await expect.poll(selected).toBe(secret)
  await dialog.getByRole('textbox', { name: 'Usage' }).dblclick()
  await expect.poll(selected).toBe(`Authorization: Api-Key ${secret}`)
  await dialog.getByRole('textbox', { name: 'Key ID' }).focus()
  await expect.poll(selected).toBe(id)

  await finish(dialog)
  const mask = `****${secret.slice(-6)}`
  await page.getByRole('grid').getByText(mask, { exact: true }).click()
  await expect.poll(selected).toBe(mask)
  await page.getByRole('button', { name: `Actions for ${mask}` }).click()
  await page.getByRole('menuitem', { name: 'Details' }).click()
  await page
    .getByRole('dialog', { name: `Details of ${mask}` })
    .getByText(id, { exact: true })
    .click()
  await expect.poll(selected).toBe(id)
})

test.describe('with a working clipboard', () => {
  test.use({ permissions: ['clipboard-write', 'clipboard-read'] })

  test('leaving asks first after copying the id, but not after copying the secret', async ({ page }) => {
    const dialog = await createKey(page)
    const id = await dialog.getByRole('textbox', { name: 'Key ID' }).inputValue()
    await dialog.getByRole('button', { name: 'Copy key ID' }).click()
    await expect(dialog.getByRole('status')).toHaveText('Key ID copied')
    expect(await pasted(page)).toBe(id)
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(page.getByRole('alertdialog', { name: question })).toBeVisible()
    await page.getByRole('button', { name: 'Stay' }).click()

    await dialog.getByRole('button', { name: 'Copy secret key' }).click()
    await expect(dialog.getByRole('status')).toHaveText('Secret key copied')
    expect(await pasted(page)).toBe(await revealSecret(dialog))
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(dialog).toBeHidden()
  })

  test('copying the header counts as saving the secret', async ({ page }) => {
    const dialog = await createKey(page)
    await dialog.getByRole('button', { name: 'Copy header' }).click()
    await expect(dialog.getByRole('status')).toHaveText('Header copied')
    expect(await pasted(page)).toBe(`Authorization: Api-Key ${await revealSecret(dialog)}`)
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(dialog).toBeHidden()
  })
})

test('without a working clipboard the secret is shown and selected, with the reason', async ({ page }) => {
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('denied', 'NotAllowedError'))
  })
  const dialog = await createKey(page)
  const field = dialog.getByRole('textbox', { name: 'Secret key' })
  await dialog.getByRole('button', { name: 'Copy secret key' }).click()
  await expect(dialog.getByRole('alert').getByText('The browser blocked copying.')).toBeVisible()
  await expect(field).toHaveValue(/^AQVN/)
  await expect(field).toBeFocused()
  const selected = await field.evaluate(({ selectionStart, selectionEnd }: HTMLInputElement) => [
    selectionStart,
    selectionEnd,
  ])
  expect(selected).toEqual([0, 40])
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('alertdialog', { name: question }).getByRole('button', { name: 'Stay' }).click()

  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
  await dialog.getByRole('button', { name: 'Hide secret key' }).click()
  await expect(field).toHaveValue(/^\*{4}/)
  await dialog.getByRole('button', { name: 'Copy secret key' }).click()
  await expect(dialog.getByText('Copying requires HTTPS.')).toBeVisible()
  await expect(field).toHaveValue(/^AQVN/)
})

test(
  'leaving an unsaved secret by Done, Escape, a click outside or Back asks first',
  { tag: ['@gateway', '@mock'] },
  async ({ page }) => {
    const dialog = await createKey(page)
    const address = page.url()
    const asked = page.getByRole('alertdialog', { name: question })

    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(asked).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(asked).toBeHidden()
    await expect(dialog).toBeVisible()

    await page.mouse.click(5, 400)
    await expect(asked).toBeVisible()
    await page.getByRole('button', { name: 'Stay' }).click()
    await expect(asked).toBeHidden()
    await expect(dialog).toBeVisible()

    await page.goBack()
    await expect(asked).toBeVisible()
    await page.getByRole('button', { name: 'Stay' }).click()
    await expect(asked).toBeHidden()
    await expect(dialog).toBeVisible()
    expect(page.url()).toBe(address)

    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Leave without saving' }).click()
    await expect(dialog).toBeHidden()
  },
)

test('leaving an unsaved secret by a reload or closing the tab asks first', async ({ page }) => {
  const dialog = await createKey(page)
  const reloading = page.waitForEvent('dialog')
  // Not page.reload(), which would wait for the load that is cancelled.
  await page.evaluate(() => void setTimeout(() => location.reload()))
  const atReload = await reloading
  expect(atReload.type()).toBe('beforeunload')
  await atReload.dismiss()
  await expect(dialog).toBeVisible()

  const closing = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const atClose = await closing
  expect(atClose.type()).toBe('beforeunload')
  await atClose.accept()
})

test(
  "the secret downloads as the CLI's YAML, as JSON and as environment variables",
  { tag: ['@gateway', '@mock'] },
  async ({ page }) => {
    const dialog = await createKey(page, ['yc.monitoring.read', 'yc.postbox.send'])
    const secret = await revealSecret(dialog)
    const id = await dialog.getByRole('textbox', { name: 'Key ID' }).inputValue()
    const save = async (name: string) => {
      await dialog.getByRole('button', { name: 'Download' }).click()
      const started = page.waitForEvent('download')
      await page.getByRole('menuitem', { name }).click()
      const download = await started
      expect(download.suggestedFilename()).toBe(name)
      return readFile(await download.path(), 'utf8')
    }

    const yaml = await save('api_key.yaml')
    expect(yaml).toMatch(new RegExp(`^api_key:\n  id: ${id}\n  service_account_id: aje`))
    expect(yaml).toContain('\n  scopes:\n    - yc.monitoring.read\n    - yc.postbox.send\n')
    expect(yaml).toMatch(new RegExp(`\nsecret: ${secret}\n$`))
    expect(JSON.parse(await save('api_key.json'))).toMatchObject({ apiKey: { id }, secret })
    expect(await save('api_key.env')).toBe(`YC_API_KEY_ID=${id}\nYC_API_KEY=${secret}\n`)

    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(dialog).toBeHidden()
    await expect(row(page, secret.slice(-6))).toBeVisible()
  },
)
