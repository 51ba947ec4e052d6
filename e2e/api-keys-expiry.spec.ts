import { expect, test } from './fixtures.ts'
import { finish, row } from './flows.ts'

const lastSunday = (year: number, month: number) => {
  const last = new Date(Date.UTC(year, month, 0))
  return last.getUTCDate() - last.getUTCDay()
}
// In the year after next, so that they are always in the future.
const year = new Date().getFullYear() + 2
const spring = lastSunday(year, 3)
const autumn = lastSunday(year, 10)

test('a custom expiry is right when summer time begins and ends, and until 2105', async ({ page, api }) => {
  const account = await api.createAccount()
  await page.goto(`/folders/${account.folderId}/service-accounts/${account.id}?create=1&scopes=yc.postbox.send`)
  const form = page.getByRole('dialog', { name: 'Create API key' })
  const field = form.getByRole('combobox', { name: 'Expires at' })
  await field.click()
  await page.getByRole('option', { name: 'Custom date and time' }).click()
  // The list restores the focus after it closes.
  await expect(field).toBeFocused()
  const type = async (keys: string) => {
    const month = form.getByRole('group', { name: 'Date and time' }).getByRole('spinbutton', { name: 'Month' })
    await month.click()
    await expect(month).toBeFocused()
    await page.keyboard.type(keys)
  }
  const submit = form.getByRole('button', { name: 'Create', exact: true })

  // A nonexistent day stays as typed.
  await type(`0230${year}1200`)
  await submit.click()
  await expect(form.getByText('Enter a date and time.')).toBeVisible()
  await expect(form.getByRole('spinbutton', { name: 'Day' })).toHaveText('30')
  await type('010221060000')
  await expect(form.getByText('The expiry must be before the year 2106.')).toBeVisible()

  for (const [keys, local, utc] of [
    // 02:30 does not exist: clocks show 03:30 then.
    [`03${spring}${year}0230`, '03:30 GMT+2', '01:30'],
    [`03${spring}${year}0159`, '01:59 GMT+1', '00:59'],
    // 02:30 exists twice: choose the first, so that the key does not live longer than intended.
    [`10${autumn}${year}0230`, '02:30 GMT+2', '00:30'],
    [`10${autumn}${year}0300`, '03:00 GMT+1', '02:00'],
    ['123121052359', '23:59 GMT+1', '22:59'],
  ] as const) {
    await type(keys)
    await expect(form.getByText(new RegExp(`${local.replace('+', '\\+')} · .*${utc} UTC · in `))).toBeVisible()
  }
  await submit.click()
  await finish(page.getByRole('dialog', { name: 'Save your API key' }))
  const [key] = await api.listKeys(account.id)
  expect(key?.expiresAt).toBe('2105-12-31T22:59:00Z')
  await expect(row(page, key?.maskedSecret ?? 'none')).toContainText(/in \d+ years/)
})
