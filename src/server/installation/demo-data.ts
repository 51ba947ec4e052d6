import { defaultScopes, knownScopes } from '#contract/scope.ts'
import { maskSecret } from '../secrets/secret.ts'
import { sha256 } from '../secrets/hash.ts'
import { seedHistory } from './demo-history.ts'
import type { ApiKeyRow, ServiceAccountRow } from '../store/rows.ts'
import type { Store, Tables } from '../store/store.ts'

const day = 24 * 60 * 60 * 1000
// More than one page of a list.
const maxKeysOfAccount = 1200
// Part of the quota left for other accounts of the same cloud and for keys that users create.
const reservedKeys = 200

const clouds = [
  { id: 'b1gdemocloud000000001', name: 'acme' },
  { id: 'b1gdemocloud000000002', name: 'acme-lab' },
] as const

const folders = [
  { id: 'b1gdemofolder00000001', cloudId: clouds[0].id, name: 'production' },
  { id: 'b1gdemofolder00000002', cloudId: clouds[0].id, name: 'staging' },
  { id: 'b1gdemofolder00000003', cloudId: clouds[1].id, name: 'experiments' },
  { id: 'b1gdemofolder00000004', cloudId: clouds[0].id, name: 'locked-down' },
] as const

const [production, staging, experiments, lockedDown] = folders

/** Demo accounts for trying the console with fewer rights: a viewer, a key administrator, and one without roles. */
export const demoActors = { folderId: staging.id, names: ['demo-viewer', 'demo-key-admin', 'demo-nobody'] } as const

const roles = [
  'billing',
  'mailer',
  'metrics',
  'search',
  'speech',
  'backup',
  'deploy',
  'translator',
  'inventory',
  'alerts',
]
const accounts = [
  ...roles.map((role) => ({ folder: production, name: `${role}-robot`, description: `Runs the ${role} jobs` })),
  ...roles.map((role) => ({ folder: staging, name: `${role}-robot-staging`, description: '' })),
  ...roles.map((role, index) => ({ folder: experiments, name: `${role}-trial-${index + 1}`, description: 'A trial' })),
  { folder: production, name: 'no-keys-yet', description: 'Has no API key' },
  { folder: production, name: 'suspended-robot', description: 'Stopped after an incident' },
  { folder: production, name: 'unicode-robot', description: 'Робот для счетов 🤖 «накладные»' },
  {
    folder: production,
    name: `long-${'name-'.repeat(11)}end`,
    description: 'A description as long as they get. '.repeat(7).trim(),
  },
  { folder: staging, name: 'ci-runner', description: 'Continuous integration' },
  { folder: staging, name: 'load-test', description: '' },
  { folder: staging, name: 'smoke-test', description: '' },
  { folder: experiments, name: 'key-hoarder', description: 'Has a great many API keys' },
  { folder: experiments, name: 'notebook', description: '' },
  { folder: staging, name: 'expired-robot', description: 'Was needed for the migration only' },
  { folder: lockedDown, name: 'vault-robot', description: 'Gets no new API key: a policy of the folder forbids it' },
  { folder: staging, name: 'demo-viewer', description: 'May look at everything in the cloud' },
  { folder: staging, name: 'demo-key-admin', description: 'May manage the API keys of the folder production' },
  { folder: staging, name: 'demo-nobody', description: 'May do nothing' },
] as const

/** Accounts that expire, in days from now. */
const expiries = new Map<string, number>([
  ['load-test', 30],
  ['expired-robot', -2],
])

/** The states a key can be in. Times are in days from now, null for never. */
const states = [
  { description: 'Production mail', age: 40, used: -0.05, expires: 50, scopes: ['yc.postbox.send'] },
  { description: 'Expires soon', age: 80, used: -2, expires: 6, scopes: ['yc.monitoring.read', 'yc.logging.write'] },
  { description: 'Expired', age: 120, used: -35, expires: -30, scopes: ['yc.search-api.execute'] },
  { description: 'Never used', age: 3, used: null, expires: 87, scopes: ['yc.ai.languageModels.execute'] },
  { description: 'Unused for long', age: 400, used: -150, expires: null, scopes: ['yc.ydb.topics.manage'] },
  { description: '', age: 200, used: -1, expires: null, scopes: defaultScopes },
] as const

/**
 * Fills an empty store with demo data. It is deterministic, with timestamps relative to `now`.
 *
 * @param apiKeysQuota per cloud, 0 for unlimited. The data stays below it
 */
export const seedDemo = (store: Store, now: Date, apiKeysQuota: number): Promise<void> =>
  store.transaction(async (tx) => {
    const manyKeys =
      apiKeysQuota === 0 ? maxKeysOfAccount : Math.min(maxKeysOfAccount, Math.max(1, apiKeysQuota - reservedKeys))
    const at = (days: number) => new Date(now.getTime() + days * day).toISOString()
    const commonFields = { description: '', labels: {}, createdAt: at(-500) }
    for (const cloud of clouds) await tx.clouds.insert({ ...commonFields, ...cloud, organizationId: '' })
    for (const folder of folders) await tx.folders.insert({ ...commonFields, ...folder, status: 'ACTIVE' })

    const seeded = { accounts: [] as ServiceAccountRow[], keys: [] as ApiKeyRow[] }
    for (const [index, { folder, name, description }] of accounts.entries()) {
      const row: ServiceAccountRow = {
        id: `ajedemo${String(index + 1).padStart(13, '0')}`,
        cloudId: folder.cloudId,
        folderId: folder.id,
        createdAt: at(-450 + index),
        name,
        description,
        labels: index % 3 === 0 ? { team: roles[index % roles.length] ?? 'core', env: folder.name } : {},
        status: name === 'suspended-robot' ? 'SUSPENDED' : 'ACTIVE',
        lastAuthenticatedAt: index % 4 === 3 ? null : at(-(index % 9)),
        expiresAt: expiries.has(name) ? at(expiries.get(name) ?? 0) : null,
      }
      await tx.serviceAccounts.insert(row)
      seeded.accounts.push(row)
      for (let n = 0; n < numberOfKeys(name, index, manyKeys); n += 1) {
        seeded.keys.push(await insertKey(tx, row, seeded.keys.length + 1, at))
      }
    }
    await seedHistory(tx, {
      ...seeded,
      at,
      cloudId: clouds[0].id,
      productionId: production.id,
      lockedDownId: lockedDown.id,
    })
  })

const numberOfKeys = (name: string, index: number, manyKeys: number): number => {
  if (name === 'no-keys-yet' || name.startsWith('demo-')) return 0
  return name === 'key-hoarder' ? manyKeys : 1 + (index % states.length)
}

const insertKey = async (tx: Tables, account: ServiceAccountRow, number: number, at: (days: number) => string) => {
  // Recognisably fake. Like any secret, it is stored only as a hash.
  // The keys of one account end alike, because a mask need not be unique.
  const serial = account.name === 'load-test' ? number * 1_000_000 : number * 7919
  const secret = `AQVNFAKE${String(serial).padStart(32, '0')}`
  const state = states[number % states.length] ?? states[0]
  const variedScope = knownScopes[number % knownScopes.length]?.id ?? 'yc.postbox.send'
  const many = account.name === 'key-hoarder'
  const row: ApiKeyRow = {
    id: `ajedemokey${number.toString(32).padStart(10, '0')}`,
    cloudId: account.cloudId,
    serviceAccountId: account.id,
    createdAt: at(-state.age - number / 1000),
    description: many ? `Key ${number}` : state.description,
    scopes: many ? [variedScope] : state.scopes,
    lastUsedAt: state.used === null ? null : at(state.used),
    expiresAt: state.expires === null ? null : at(state.expires + (many ? number / 10 : 0)),
    maskedSecret: maskSecret(secret),
  }
  await tx.apiKeys.insert({ ...row, secretHash: sha256(secret) })
  return row
}
