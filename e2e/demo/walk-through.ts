import { expect, test } from '../fixtures.ts'
import { chooseScopes, secretDialog } from '../flows.ts'
import { raise } from './stage.ts'

test('a walk through the console', { tag: '@mock' }, async ({ page, api }) => {
  await page.goto('/')
  const { step, click, end } = await raise(page)
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const dialog = page.getByRole('dialog')
  const menu = async (row: string, action: string) => {
    await click(
      page
        .getByRole('row')
        .filter({ hasText: row })
        .getByRole('button', { name: /^Actions for / }),
    )
    await click(page.getByRole('menuitem', { name: action, exact: true }))
    await expect(dialog).toBeVisible()
  }

  await step(
    'Every service account of a folder',
    async () => {
      await expect(page.getByRole('link', { name: 'mailer-robot' })).toBeVisible()
    },
    'service-accounts',
  )

  await step('Search and sort without waiting', async () => {
    await page.getByRole('searchbox').pressSequentially('robot')
    await click(page.getByRole('columnheader', { name: 'Last authenticated' }).getByRole('button'))
    await expect(page).toHaveURL(/q=robot/)
    await expect(page.getByRole('link', { name: 'mailer-robot' })).toBeVisible()
  })

  await step(
    'A service account and its API keys: expiry and use at a glance',
    async () => {
      await click(page.getByRole('link', { name: 'mailer-robot' }))
      await expect(page.getByRole('row', { name: /\*\*\*\*/ }).first()).toBeVisible()
    },
    'account',
  )

  await step(
    'A new key: description, scopes and expiry',
    async () => {
      await click(button('Create API key'))
      await dialog.getByRole('textbox', { name: 'Description' }).fill('Newsletter of the shop')
      await chooseScopes(page, ['yc.postbox.send', 'yc.monitoring.read'])
      await click(dialog.getByRole('combobox', { name: 'Expires at' }))
      await click(page.getByRole('option', { name: '30 days' }))
      await expect(dialog.getByText(/UTC/)).toBeVisible()
    },
    'create-key',
  )

  await step(
    'Its secret is shown once, and hidden at first',
    async () => {
      await click(button('Create'))
      await secretDialog(page)
    },
    'secret',
  )

  await step('After copying, the dialog can be closed', async () => {
    await click(button('Copy secret key'))
    await expect(dialog.getByRole('status')).toHaveText('Secret key copied')
  })

  await step('The new key in the list, without its secret', async () => {
    await click(button('Done'))
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('row').filter({ hasText: 'Newsletter of the shop' })).toBeVisible()
  })

  await step('Editing a key sends only the changed fields', async () => {
    await menu('Newsletter of the shop', 'Edit')
    await dialog.getByRole('textbox', { name: 'Description' }).fill('Newsletter and invoices')
    await click(dialog.getByRole('combobox', { name: 'Expires at' }))
    await click(page.getByRole('option', { name: '90 days' }))
  })

  await step('A rotation creates a new key first, then the old one gets an expiry', async () => {
    await click(button('Save'))
    await menu('Newsletter and invoices', 'Rotate')
    await expect(dialog.getByText('24 hours')).toBeVisible()
  })

  await step('The new secret is saved before the old key gets its expiry', async () => {
    await click(button('Create the new key'))
    await secretDialog(page)
    await click(button('Copy secret key'))
    await expect(dialog.getByRole('status')).toHaveText('Secret key copied')
  })

  const card = page.getByRole('region', { name: 'Key rotation in progress' })
  await step(
    'A card watches both keys and says when the old one can be deleted',
    async () => {
      await click(button('Done'))
      await expect(card.getByText('The new key has not been used yet.')).toBeVisible()
    },
    'rotation',
  )

  await step('Deleting shows the last use first', async () => {
    await click(card.getByRole('button', { name: 'Delete the old key' }))
    await expect(page.getByRole('dialog', { name: 'Delete API key?' })).toBeVisible()
  })

  await step('The rotation is complete', async () => {
    await click(dialog.getByRole('button', { name: 'Delete' }))
    await expect(card.getByText('The rotation is complete.')).toBeVisible()
    await click(card.getByRole('button', { name: 'Dismiss' }))
    await expect(card).toBeHidden()
  })

  const leaked = page.getByRole('dialog', { name: /^Leaked API key / })
  await step(
    'Every API key of a folder on one page',
    async () => {
      await click(page.getByRole('link', { name: 'API keys', exact: true }))
      await expect(page.getByRole('group', { name: 'Show only' })).toBeVisible()
      await expect(page.getByRole('row', { name: /\*\*\*\*/ }).first()).toBeVisible()
    },
    'inventory',
  )

  await step('A secret that was found leads to its key, and never leaves the browser', async () => {
    const keys = await api.listKeys((await api.demoAccount('mailer-robot')).id)
    const found = keys.find(({ description }) => description === 'Newsletter and invoices')
    await click(button('Whose key is this?'))
    await dialog.getByRole('textbox').pressSequentially(found?.maskedSecret ?? '')
    await click(button('Find key'))
    await expect(dialog.getByRole('group')).toContainText('mailer-robot')
  })

  await step(
    'What a leaked key can do, and how to stop, replace and delete it',
    async () => {
      await click(button('This key leaked'))
      await expect(leaked.getByText('yc.postbox.send')).toBeVisible()
    },
    'leak',
  )

  await step('Stopped in one minute, and its former expiry can be restored', async () => {
    await click(button('Stop the key in one minute'))
    await click(button('Stop it in one minute'))
    await expect(leaked.getByRole('timer')).toBeVisible()
  })

  await step('Its replacement has the same scopes', async () => {
    await click(button('Rotate'))
    await click(button('Create the new key'))
    await secretDialog(page)
    await click(button('Copy secret key'))
    await expect(dialog.getByRole('status')).toHaveText('Secret key copied')
  })

  await step('The leaked key is deleted, and the record can be copied', async () => {
    await click(button('Done'))
    await click(leaked.getByRole('button', { name: 'Delete the key' }))
    await click(dialog.getByRole('button', { name: 'Delete', exact: true }))
    await expect(leaked.getByRole('region', { name: 'Record' })).toContainText('Key deleted')
    await leaked.getByRole('region', { name: 'Record' }).scrollIntoViewIfNeeded()
  })

  await step('The list shows the new key', async () => {
    await click(leaked.getByRole('button', { name: 'Close' }))
    await expect(leaked).toBeHidden()
  })

  await step('Dark, and in Russian', async () => {
    await click(button('Colour scheme'))
    await click(page.getByRole('menuitemradio', { name: 'Dark' }))
    await click(button('Language'))
    await click(page.getByRole('menuitemradio', { name: 'Русский' }))
    await expect(page.getByRole('button', { name: 'Чей это ключ?' })).toBeVisible()
  })

  await end()
})
