import type { Locator, Page } from '@playwright/test'

import type { EndpointId } from '#contract/api.ts'
import type { ApiKey } from '#contract/api-key.ts'
import { suspendServiceAccount } from '#contract/service-account.ts'
import type { CodeName } from '#contract/status.ts'
import type { Effect } from '#mocks/faults.ts'
import type { Api } from './api.ts'
import { expect } from './fixtures.ts'
import { chooseScopes, openAccount, openAssigning, row } from './flows.ts'

const status = (code: CodeName): Effect => ({ kind: 'status', code })

/** What can go wrong with any request, and what the console says then. */
export const faults = {
  '400': { effect: status('INVALID_ARGUMENT'), says: 'The service refused the values' },
  '401': { effect: status('UNAUTHENTICATED'), says: 'Your session has ended' },
  '403': { effect: status('PERMISSION_DENIED'), says: 'You are not allowed to do this' },
  '404': { effect: status('NOT_FOUND'), says: 'It is not there any more' },
  '409': { effect: status('ABORTED'), says: 'Something else changed it at the same time' },
  '429': { effect: status('RESOURCE_EXHAUSTED'), says: 'Too many requests' },
  '500': { effect: status('INTERNAL'), says: 'The service failed' },
  '503': { effect: status('UNAVAILABLE'), says: 'The service is not available right now' },
  timeout: { effect: { kind: 'hang' }, says: 'The server did not answer in time' },
  cut: { effect: { kind: 'cut' }, says: 'No connection to the server' },
  malformed: { effect: { kind: 'malformed' }, says: 'The server gave an answer that makes no sense' },
} as const satisfies Record<string, { effect: Effect; says: string }>

export type FaultName = keyof typeof faults
const faultNames = Object.keys(faults) as FaultName[]

export interface Scene {
  readonly page: Page
  readonly api: Api
  /** Of the test alone, with one key. */
  readonly account: Awaited<ReturnType<Api['createAccount']>>
  readonly key: ApiKey
  readonly token: string
}

export interface Case {
  /** Asks the endpoint for the first time, or brings the page to where `again` does. */
  readonly open: (scene: Scene) => Promise<void>
  /** Asks it (again); absent: opening asked it, and the button "Retry" does. */
  readonly again?: (page: Page) => Promise<void>
  /** Where the failure is said; absent: anywhere on the page. */
  readonly within?: (page: Page) => Locator
  /** What is said otherwise than usual. */
  readonly says?: Partial<Record<FaultName, string>>
  /** The failure is not said at all, because nothing is lost by it. */
  readonly silent?: true
  /** Faults after which it cannot simply be asked again, each with its reason and where it is tested. */
  readonly except?: Partial<Record<FaultName, string>>
  /** What is there when nothing goes wrong any more. */
  readonly healthy: (scene: Scene) => Promise<void>
}

const always = (says: string) => Object.fromEntries(faultNames.map((name) => [name, says]))
const dialog = (page: Page) => page.getByRole('dialog')
const press = (name: string) => (page: Page) => dialog(page).getByRole('button', { name, exact: true }).click()
const pageOf = ({ account }: Scene) => `/folders/${account.folderId}/service-accounts/${account.id}`
const rowMenu = async (page: Page, name: string, action: string) => {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: action, exact: true }).click()
}
const closed = async ({ page }: Scene) => expect(dialog(page)).toBeHidden()
const folders: Case = {
  open: async ({ page }) => void (await page.goto('/')),
  healthy: async ({ page }) => expect(page.getByRole('link', { name: 'billing-robot' })).toBeVisible(),
}
const goneAlready =
  'There is nothing left to do: api-keys-delete.spec.ts, api-keys-edit.spec.ts, service-accounts.spec.ts'

/** What programs ask, and the console never does. */
type Unasked =
  | 'getCloud'
  | 'getFolder'
  | 'getRole'
  | 'setServiceAccountAccessBindings'
  | 'createIamToken'
  | 'createIamTokenForServiceAccount'
  | 'revokeIamToken'
  | 'cancelOperation'
  | 'cancelOperationByPost'
  | `${'list' | 'set' | 'update'}${'Cloud' | 'Folder'}AccessBindings`
  | `${'bind' | 'unbind'}${'Cloud' | 'Folder'}AccessPolicy`
  | `update${'Cloud' | 'Folder'}AccessPolicyBindingParameters`
  | `list${'Cloud' | 'Folder'}Operations`
  | 'listCloudAccessPolicyBindings'

/** How each endpoint is asked by the console, or why it is not among these. */
export const cases: Readonly<Record<Exclude<EndpointId, Unasked>, Case | string>> = {
  listClouds: folders,
  listFolders: folders,

  listServiceAccounts: {
    open: async ({ page, account }) =>
      void (await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)),
    healthy: async ({ page, account }) => expect(page.getByRole('link', { name: account.name })).toBeVisible(),
  },
  getServiceAccount: {
    open: async (scene) => void (await scene.page.goto(pageOf(scene))),
    // A page of something that is not there has nothing to retry.
    again: async (page) => void (await page.reload()),
    says: { '404': 'This service account is not there' },
    healthy: async ({ page, account }) =>
      expect(page.getByRole('heading', { level: 1, name: account.name })).toBeVisible(),
  },
  createServiceAccount: {
    open: async ({ page, account }) => {
      await page.goto(`/folders/${account.folderId}/service-accounts`)
      await page.getByRole('button', { name: 'Create service account' }).click()
      await dialog(page).getByRole('textbox', { name: 'Name' }).fill(`made-${crypto.randomUUID()}`)
    },
    again: press('Create'),
    within: dialog,
    healthy: closed,
  },
  updateServiceAccount: {
    open: async ({ page, account }) => {
      await openAccount(page, account)
      await rowMenu(page, account.name, 'Edit')
      await dialog(page).getByRole('textbox', { name: 'Description' }).fill('kept through it all')
    },
    again: press('Save'),
    within: dialog,
    healthy: async ({ page }) => expect(page.getByRole('main').getByText('kept through it all')).toBeVisible(),
  },
  deleteServiceAccount: {
    open: async ({ page, account }) => {
      await openAccount(page, account)
      await rowMenu(page, account.name, 'Delete')
      await dialog(page).getByLabel(`Type ${account.name} to confirm`).fill(account.name)
    },
    again: press('Delete'),
    within: dialog,
    except: { '404': goneAlready },
    healthy: async ({ page }) =>
      expect(page.getByRole('heading', { level: 1, name: 'Service accounts' })).toBeVisible(),
  },
  suspendServiceAccount: {
    open: async ({ page, account }) => {
      await openAccount(page, account)
      await rowMenu(page, account.name, 'Suspend')
      await dialog(page).getByRole('textbox', { name: 'Reason' }).fill('an incident')
    },
    again: press('Suspend'),
    within: dialog,
    healthy: async ({ page }) => expect(page.getByText('Suspended', { exact: true })).toBeVisible(),
  },
  reactivateServiceAccount: {
    open: async ({ page, api, account }) => {
      await api.call(suspendServiceAccount, { params: { serviceAccountId: account.id }, body: {} })
      await openAccount(page, account)
      await rowMenu(page, account.name, 'Reactivate')
    },
    again: press('Reactivate'),
    within: dialog,
    healthy: closed,
  },
  listServiceAccountOperations: {
    open: async (scene) => void (await scene.page.goto(`${pageOf(scene)}/operations`)),
    healthy: async ({ page }) => expect(row(page, 'Create service account')).toBeVisible(),
  },
  listServiceAccountAccessBindings: {
    open: async (scene) => void (await scene.page.goto(`${pageOf(scene)}/access`)),
    healthy: async ({ page }) => expect(page.getByRole('button', { name: 'Assign role' }).first()).toBeVisible(),
  },
  updateServiceAccountAccessBindings: {
    open: async ({ page, account }) => {
      const assigning = await openAssigning(page, account)
      await assigning.getByRole('combobox', { name: 'Role' }).fill('viewer')
      await page.getByRole('option', { name: 'View all resources.' }).click()
      await assigning.getByRole('combobox', { name: 'To' }).click()
      await page.getByRole('option', { name: 'All signed-in users' }).click()
    },
    again: press('Assign'),
    within: dialog,
    healthy: async ({ page }) => expect(row(page, 'All signed-in users')).toBeVisible(),
  },

  listApiKeys: {
    open: async ({ page, account }) => openAccount(page, account),
    healthy: async ({ page, key }) => expect(row(page, key.maskedSecret)).toBeVisible(),
  },
  listScopes: {
    open: async ({ page, account }) => {
      await openAccount(page, account)
      await page.getByRole('button', { name: 'Create API key' }).click()
    },
    within: dialog,
    says: always('The scopes could not be loaded.'),
    healthy: async ({ page }) => chooseScopes(page, ['yc.postbox.send']),
  },
  getApiKey: {
    open: async ({ page, account }) => openAccount(page, account),
    again: async (page) => {
      if (await dialog(page).isVisible()) await press('Cancel')(page)
      await page.getByRole('button', { name: 'Actions for ****' }).click()
      await page.getByRole('menuitem', { name: 'Delete', exact: true }).click()
    },
    within: dialog,
    says: always('The service could not be asked when this key was last used.'),
    except: { '404': goneAlready },
    healthy: async ({ page }) => expect(dialog(page).getByText('Never used')).toBeVisible(),
  },
  createApiKey: {
    open: async ({ page, account }) => {
      await openAccount(page, account)
      await page.getByRole('button', { name: 'Create API key' }).click()
      await chooseScopes(page, ['yc.postbox.send'])
    },
    // After the form, of the dialog that looks for the key whose answer may be lost.
    again: async (page) =>
      dialog(page)
        .getByRole('button', { name: /^(Create|Try again)$/ })
        .click(),
    within: dialog,
    healthy: async ({ page }) => expect(page.getByRole('dialog', { name: 'Save your API key' })).toBeVisible(),
  },
  updateApiKey: {
    open: async ({ page, account, key }) => {
      await openAccount(page, account)
      await rowMenu(page, key.maskedSecret, 'Edit')
      await dialog(page).getByRole('textbox', { name: 'Description' }).fill('kept through it all')
    },
    again: press('Save'),
    within: dialog,
    except: { '404': goneAlready },
    healthy: async ({ page }) => expect(row(page, 'kept through it all')).toBeVisible(),
  },
  deleteApiKey: {
    open: async ({ page, account, key }) => {
      await openAccount(page, account)
      await rowMenu(page, key.maskedSecret, 'Delete')
    },
    again: press('Delete'),
    within: dialog,
    except: { '404': goneAlready },
    healthy: async ({ page, key }) => expect(row(page, key.maskedSecret)).toBeHidden(),
  },
  listApiKeyOperations: {
    open: async (scene) => void (await scene.page.goto(`${pageOf(scene)}/operations?apiKeyId=${scene.key.id}`)),
    healthy: async ({ page }) => expect(row(page, 'Create API key')).toBeVisible(),
  },

  getOperation: 'Every write of the service is done when it answers; operation.test.ts polls one that is not.',
  listRoles: {
    open: async ({ page, account }) => void (await openAssigning(page, account)),
    within: dialog,
    says: always('The roles could not be loaded.'),
    healthy: async ({ page }) => {
      await dialog(page).getByRole('combobox', { name: 'Role' }).fill('viewer')
      await expect(page.getByRole('option', { name: 'View all resources.' })).toBeVisible()
    },
  },
  listFolderAccessPolicyBindings: {
    open: async ({ page, account }) => openAccount(page, account),
    again: async (page) => {
      if (await dialog(page).isVisible()) {
        await press('Cancel')(page)
        await page.getByRole('button', { name: 'Discard' }).click()
      }
      await page.getByRole('button', { name: 'Create API key' }).click()
    },
    silent: true,
    healthy: async ({ page }) => chooseScopes(page, ['yc.postbox.send']),
  },

  createSession: {
    open: async ({ page, token }) => {
      await page.getByRole('button', { name: 'Signed in as Administrator' }).click()
      await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click()
      await page.getByLabel('Administrator token').fill(token)
    },
    again: async (page) => page.getByRole('button', { name: 'Sign in', exact: true }).click(),
    says: { '401': 'This token is not right.' },
    healthy: async ({ page }) =>
      expect(page.getByRole('heading', { level: 1, name: 'Service accounts' })).toBeVisible(),
  },
  getSession: {
    open: async ({ page }) => void (await page.reload()),
    except: { '401': 'Who is nobody is sent to sign in: sign-in.spec.ts' },
    healthy: async ({ page }) =>
      expect(page.getByRole('heading', { level: 1, name: 'Service accounts' })).toBeVisible(),
  },
  deleteSession: {
    open: async ({ page }) => page.getByRole('button', { name: 'Signed in as Administrator' }).click(),
    again: async (page) => page.getByRole('menuitem', { name: 'Sign out', exact: true }).click(),
    healthy: async ({ page }) => expect(page.getByRole('heading', { name: 'Sign in to Keyrack' })).toBeVisible(),
  },
  deleteSessions: 'It ends the sessions of the other tests, too: service.spec.ts',
}
