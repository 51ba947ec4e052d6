import type { Page } from '@playwright/test'

import type { Api } from './api.ts'
import { expect, test } from './fixtures.ts'
import { openAccount } from './flows.ts'

test('the language changes without a reload and survives one', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Language' }).click()
  await page.getByRole('menuitemradio', { name: 'Русский' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Сервисные аккаунты' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru')
  await page.reload()
  await expect(page.getByRole('button', { name: 'Создать сервисный аккаунт' })).toBeVisible()
  await page.getByRole('button', { name: 'Язык' }).click()
  await page.getByRole('menuitemradio', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Service accounts' })).toBeVisible()
})

test.describe('in a Russian browser', () => {
  test.use({ locale: 'ru-RU' })

  test('a key is created, saved and deleted in Russian', async ({ page, api }) => {
    const account = await api.createAccount()
    await openAccount(page, account)
    await page.getByRole('button', { name: 'Создать API-ключ' }).click()
    const scope = page.getByRole('combobox', { name: 'Область действия' })
    await scope.fill('отправка писем')
    await page.getByRole('option', { name: /yc\.postbox\.send/ }).click()
    await expect(page.getByText(/^Выбрано 1 из \d+$/)).toBeVisible()
    await scope.press('Escape')
    await page.getByRole('combobox', { name: 'Срок действия' }).click()
    await page.getByRole('option', { name: 'Другие дата и время' }).click()
    await expect(page.getByRole('group', { name: 'Дата и время' })).toBeVisible()
    await page.getByRole('combobox', { name: 'Срок действия' }).click()
    await page.getByRole('option', { name: '30 дней' }).click()
    await expect(page.getByText(/через 30 дней$/)).toBeVisible()
    await page.getByRole('button', { name: 'Создать', exact: true }).click()

    const secret = page.getByRole('dialog', { name: 'Сохраните API-ключ' })
    await expect(secret.getByText('После закрытия диалога значение ключа будет недоступно.')).toBeVisible()
    await secret.getByRole('button', { name: 'Показать секретный ключ' }).click()
    await expect(secret.getByRole('textbox', { name: 'Секретный ключ' })).toHaveValue(/^AQVN/)
    await secret.getByRole('button', { name: 'Готово' }).click()
    await page.getByRole('button', { name: 'Остаться' }).click()
    await secret.getByRole('checkbox', { name: 'Секретный ключ сохранён' }).check()
    await secret.getByRole('button', { name: 'Готово' }).click()

    const [key] = await api.listKeys(account.id)
    await page.getByRole('button', { name: `Действия для ${key?.maskedSecret}` }).click()
    await page.getByRole('menuitem', { name: 'Удалить' }).click()
    const confirmation = page.getByRole('dialog', { name: 'Удалить API-ключ?' })
    await confirmation.getByRole('button', { name: 'Удалить' }).click()
    await expect(page.getByText('API-ключей пока нет')).toBeVisible()
  })
})

const customExpiry = async (page: Page, api: Api) => {
  const account = await api.createAccount()
  await page.goto(`/folders/${account.folderId}/service-accounts/${account.id}?create=1&scopes=yc.postbox.send`)
  const form = page.getByRole('dialog', { name: 'Create API key' })
  await form.getByRole('combobox', { name: 'Expires at' }).click()
  await page.getByRole('option', { name: 'Custom date and time' }).click()
  return form
}

for (const { locale, keys, written, firstDay } of [
  { locale: 'en-GB', keys: '1203', written: '12 Mar', firstDay: 'Monday' },
  { locale: 'de-DE', keys: '1203', written: '12 Mar', firstDay: 'Monday' },
  { locale: 'en-US', keys: '0312', written: 'Mar 12', firstDay: 'Sunday' },
]) {
  test.describe(`in English in a browser of ${locale}`, () => {
    test.use({ locale })

    test('dates have the order of the locale, and weeks begin on its first day', async ({ page, api }) => {
      const form = await customExpiry(page, api)
      const year = new Date().getFullYear() + 2
      await form.getByRole('spinbutton').first().click()
      await page.keyboard.type(`${keys}${year}1200`)
      await expect(form.getByText(new RegExp(`^${written},? ${year}, 12:00 (GMT\\+1|CET)`))).toBeVisible()
      await form.getByRole('button', { name: /^Choose date/ }).click()
      await expect(page.getByRole('columnheader').first()).toHaveAccessibleName(firstDay)
    })
  })
}
