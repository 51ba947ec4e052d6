import { readFile } from 'node:fs/promises'

import type { Page } from '@playwright/test'
import ical, { type VEvent } from 'node-ical'
import Papa from 'papaparse'

import { expect, test } from './fixtures.ts'
import { openAccount, pasted, row } from './flows.ts'

test.use({ ownFolder: true })

const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().replace(/\.\d+Z$/, 'Z')

const uniqueWord = () => `w${crypto.randomUUID().slice(0, 8)}`

/** Chooses from the export menu and reads the file. */
const exported = async (page: Page, choice: string) => {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: choice }).click()
  const file = await download
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}

const csvOf = (text: string) => Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data

test(
  'the filtered keys of a folder are saved as CSV in the order and with the columns of the list',
  { tag: ['@gateway', '@mock'] },
  async ({ page, api }) => {
    const word = uniqueWord()
    const first = await api.createAccount()
    const second = await api.createAccount()
    const scopes = ['yc.postbox.send', 'yc.monitoring.read']
    const expiresAt = inDays(30)
    const { apiKey: a } = await api.createKey(first.id, { description: `=1+1 ${word} a`, scopes, expiresAt })
    const { apiKey: b } = await api.createKey(second.id, {
      description: `${word} "b", ключ 🔑`,
      scopes: ['yc.postbox.send'],
    })
    await api.createKey(second.id, { description: 'not found' })
    await page.goto(`/folders/${first.folderId}/api-keys?q=${word}&sort=-expiresAt&hide=status&hide=createdAt&hide=id`)
    await expect(row(page, word)).toHaveCount(2)

    const { name, text } = await exported(page, 'Download as CSV')
    expect(name).toMatch(/^keyrack-api-keys-[\w-]+-\d{4}-\d\d-\d\d\.csv$/)
    expect(text.startsWith('\ufeffMasked key,Service account,')).toBe(true)
    const rows = csvOf(text.slice(1))
    expect(rows.map((each) => each['Key ID'])).toEqual([a.id, b.id])
    expect(rows[0]).toMatchObject({
      'Masked key': a.maskedSecret,
      'Service account': first.name,
      Description: `'=1+1 ${word} a`,
      'Expires at': a.expiresAt,
      'Last used at': '',
      Findings: 'Never used',
      'Service account ID': first.id,
      'Folder ID': first.folderId,
    })
    expect(rows[0]?.['Scope']?.split(' ').toSorted()).toEqual(scopes.toSorted())
    expect(rows[0]).not.toHaveProperty('Status')
    expect(rows[1]).toMatchObject({ Description: `${word} "b", ключ 🔑`, 'Expires at': '' })
    await expect(page.getByRole('status').filter({ hasText: 'CSV file with 2 API keys downloaded' })).toBeAttached()
  },
)

test('the expiries of keys are saved as a calendar that links to each key', async ({ page, api }) => {
  const account = await api.createAccount()
  const expiresAt = inDays(30)
  const { apiKey } = await api.createKey(account.id, { description: 'ключ, почта; 🔑', expiresAt })
  await api.createKey(account.id, { description: 'endless' })
  await openAccount(page, account)
  const { name, text } = await exported(page, 'Download expiries as a calendar (.ics)')
  expect(name).toContain(account.name)
  const events = Object.values(ical.sync.parseICS(text)).filter((part): part is VEvent => part?.type === 'VEVENT')
  expect(events).toHaveLength(1)
  expect(events[0]).toMatchObject({
    uid: `${apiKey.id}.expiry@keyrack`,
    summary: `API key ${apiKey.maskedSecret} of ${account.name} expires`,
    start: new Date(expiresAt),
  })
  expect(events[0]?.description).toContain('ключ, почта; 🔑')
  await page.goto(String(events[0]?.url))
  await expect(row(page, apiKey.maskedSecret)).toBeVisible()
  await expect(row(page, 'endless')).toBeHidden()
})

test('a calendar without events is not saved', async ({ page, api }) => {
  const account = await api.createAccount()
  await api.createKey(account.id)
  await openAccount(page, account)
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'Download expiries as a calendar (.ics)' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'None of these API keys will expire.' })).toBeAttached()
})

test('the link to a view shows the same filters, order and columns in another browser', async ({
  page,
  api,
  context,
}) => {
  const word = uniqueWord()
  const account = await api.createAccount()
  await api.createKey(account.id, { description: word })
  await page.goto(`/folders/${account.folderId}/api-keys?q=${word}&expires=never`)
  await expect(row(page, word)).toBeVisible()
  await page.getByRole('button', { name: 'Columns and rows' }).click()
  await page.getByRole('checkbox', { name: 'Key ID' }).check()
  await page.getByRole('checkbox', { name: 'Scope' }).uncheck()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'Copy link to this view' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Link copied' })).toBeAttached()
  const link = await pasted(page)

  // Another browser remembers no columns.
  const other = await context.newPage()
  await other.goto('/')
  await other.evaluate(() => {
    for (const name of Object.keys(localStorage)) if (name.startsWith('keyrack.list.')) localStorage.removeItem(name)
  })
  await other.goto(link)
  await expect(row(other, word)).toBeVisible()
  await expect(other.getByRole('columnheader', { name: 'Key ID' })).toBeVisible()
  await expect(other.getByRole('columnheader', { name: 'Scope' })).toBeHidden()
  await expect(other.getByRole('button', { name: /Remove filter/ })).toHaveCount(1)
})

test('a file of a list that is not complete says so', async ({ page, api, faults }) => {
  const account = await api.createAccount()
  await api.createKey(account.id)
  await api.createAccount()
  await faults.set([{ endpoint: 'listApiKeys', effect: { kind: 'status', code: 'PERMISSION_DENIED' }, after: 1 }])
  await page.goto(`/folders/${account.folderId}/api-keys`)
  await expect(page.getByRole('alert').filter({ hasText: 'Could not load the keys of' })).toBeVisible()
  await page.getByRole('button', { name: 'Export' }).click()
  await expect(page.getByText('Not all API keys are loaded.')).toBeVisible()
})
