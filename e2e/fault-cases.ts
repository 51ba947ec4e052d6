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

/** The failures of any request, and what the console shows. */
export const faults = {
  '400': { effect: status('INVALID_ARGUMENT'), says: 'Some values are invalid' },
  '401': { effect: status('UNAUTHENTICATED'), says: 'Your session has ended' },
  '403': { effect: status('PERMISSION_DENIED'), says: 'You do not have permission to do this' },
  '404': { effect: status('NOT_FOUND'), says: 'Not found' },
  '409': { effect: status('ABORTED'), says: 'Another change was made at the same time' },
  '429': { effect: status('RESOURCE_EXHAUSTED'), says: 'Quota iam.apiKeys.count reached' },
  '500': { effect: status('INTERNAL'), says: 'Internal server error' },
  '503': { effect: status('UNAVAILABLE'), says: 'The server is unavailable' },
  timeout: { effect: { kind: 'hang' }, says: 'The server took too long to respond' },
  cut: { effect: { kind: 'cut' }, says: 'Could not reach the server' },
  malformed: { effect: { kind: 'malformed' }, says: 'Unexpected response from the server' },
} as const satisfies Record<string, { effect: Effect; says: string }>

export type FaultName = keyof typeof faults
const faultNames = Object.keys(faults) as FaultName[]

export interface Scene {
  readonly page: Page
  readonly api: Api
  /** Created for this test, with one key. */
  readonly account: Awaited<ReturnType<Api['createAccount']>>
  readonly key: ApiKey
  readonly token: string
}

export interface Case {
  /** Triggers the endpoint's first request, or opens the page where `again` does. */
  readonly open: (scene: Scene) => Promise<void>
  /** Triggers the request (again). Absent if opening does, and "Retry" repeats it. */
  readonly again?: (page: Page) => Promise<void>
  /** Where the error is shown. Absent: anywhere on the page. */
  readonly within?: (page: Page) => Locator
  /** Messages that differ from the usual ones. */
  readonly says?: Partial<Record<FaultName, string>>
  /** The error is not shown, because nothing is lost. */
  readonly silent?: true
  /** Faults that cannot simply be retried, with the reason and the test that covers them. */
  readonly except?: Partial<Record<FaultName, string>>
  /** The state after recovery. */
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
  'No further action is needed: api-keys-delete.spec.ts, api-keys-edit.spec.ts, service-accounts.spec.ts'

/** Used by programs, never by the console. */
type Unasked =
  | 'getCloud'
  | 'getRole'
  | 'setServiceAccountAccessBindings'
  | 'createIamToken'
  | 'listApiEndpoints'
  | 'getApiEndpoint'
  | 'createIamTokenForServiceAccount'
  | 'revokeIamToken'
  | 'cancelOperation'
  | 'cancelOperationByPost'
  | `${'list' | 'set' | 'update'}${'Cloud' | 'Folder'}AccessBindings`
  | `${'bind' | 'unbind'}${'Cloud' | 'Folder'}AccessPolicy`
  | `update${'Cloud' | 'Folder'}AccessPolicyBindingParameters`
  | `list${'Cloud' | 'Folder'}Operations`
  | 'listCloudAccessPolicyBindings'
  | `${'create' | 'update' | 'delete'}Folder`

/** How the console calls each endpoint, or why it is not covered here. */
export const cases: Readonly<Record<Exclude<EndpointId, Unasked>, Case | string>> = {
  listClouds: folders,
  listFolders: folders,
  getFolder: 'Only for a folder that is not listed: folders.spec.ts',

  listServiceAccounts: {
    open: async ({ page, account }) =>
      void (await page.goto(`/folders/${account.folderId}/service-accounts?q=${account.name}`)),
    healthy: async ({ page, account }) => expect(page.getByRole('link', { name: account.name })).toBeVisible(),
  },
  getServiceAccount: {
    open: async (scene) => void (await scene.page.goto(pageOf(scene))),
    // A not-found page has nothing to retry.
    again: async (page) => void (await page.reload()),
    says: { '404': 'Service account not found' },
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
      await page.getByRole('option', { name: 'All authenticated users' }).click()
    },
    again: press('Assign'),
    within: dialog,
    healthy: async ({ page }) => expect(row(page, 'All authenticated users')).toBeVisible(),
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
    says: always('Could not load the scopes.'),
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
    says: always('Could not check when this key was last used.'),
    except: { '404': goneAlready },
    healthy: async ({ page }) => expect(dialog(page).getByText('Never used')).toBeVisible(),
  },
  createApiKey: {
    open: async ({ page, account }) => {
      await openAccount(page, account)
      await page.getByRole('button', { name: 'Create API key' }).click()
      await chooseScopes(page, ['yc.postbox.send'])
    },
    // After the form: the dialog that looks for the lost key.
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
    says: always('Could not load the roles.'),
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
      await page.goto('/')
      await page.getByRole('button', { name: 'Signed in as Administrator' }).click()
      await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click()
      await page.getByLabel('Administrator token').fill(token)
    },
    again: async (page) => page.getByRole('button', { name: 'Sign in', exact: true }).click(),
    says: { '401': 'Invalid token.' },
    healthy: async ({ page }) =>
      expect(page.getByRole('heading', { level: 1, name: 'Service accounts' })).toBeVisible(),
  },
  getSession: {
    open: async ({ page }) => void (await page.goto('/')),
    except: { '401': 'Who is nobody is sent to sign in: sign-in.spec.ts' },
    healthy: async ({ page }) =>
      expect(page.getByRole('heading', { level: 1, name: 'Service accounts' })).toBeVisible(),
  },
  deleteSession: {
    open: async ({ page }) => {
      await page.goto('/')
      await page.getByRole('button', { name: 'Signed in as Administrator' }).click()
    },
    again: async (page) => page.getByRole('menuitem', { name: 'Sign out', exact: true }).click(),
    healthy: async ({ page }) => expect(page.getByRole('heading', { name: 'Sign in to Keyrack' })).toBeVisible(),
  },
  deleteSessions: 'It ends the sessions of the other tests, too: service.spec.ts',
}
