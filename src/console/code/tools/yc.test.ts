import { execFileSync } from 'node:child_process'

import { describe, expect, it } from 'vitest'

import { account, apiKey, nastyTexts } from './testing/cases.ts'
import type { CodeRequest } from '../request.ts'
import { yc } from './yc.ts'

/** The arguments of each `yc` command after bash has parsed the code. */
const started = (request: CodeRequest): string[][] => {
  const code = yc(request).code?.replace('> api_key.yaml', '') ?? ''
  const stub = String.raw`yc() { printf '%s\0' "$@"; printf '\1\0'; }`
  const output = execFileSync('bash', ['-c', `${stub}\n${code}`], { encoding: 'utf8' })
  return output
    .split('\u0001\0')
    .slice(0, -1)
    .map((words) => words.split('\0').slice(0, -1))
}

const createKey = (description: string): CodeRequest => ({
  id: 'createApiKey',
  body: {
    serviceAccountId: 'aje0account000000000',
    description,
    scopes: ['yc.monitoring.read', 'yc.postbox.send'],
    expiresAt: '2026-01-01T21:00:00Z',
  },
})

describe('yc creates a key', () => {
  it('as documented, with the response in a file', () => {
    expect(yc(createKey('this API-key is for my-robot')).code).toBe(
      String.raw`yc iam api-key create \
  --service-account-id aje0account000000000 \
  --description 'this API-key is for my-robot' \
  --scopes yc.monitoring.read,yc.postbox.send \
  --expires-at 2026-01-01T21:00:00Z \
  > api_key.yaml`,
    )
  })

  it('without omitted fields', () => {
    const body = { serviceAccountId: 'aje0', description: '', scopes: ['yc.postbox.send'] }
    expect(started({ id: 'createApiKey', body })).toEqual([
      ['iam', 'api-key', 'create', '--service-account-id', 'aje0', '--scopes', 'yc.postbox.send'],
    ])
  })

  it.each(nastyTexts.filter((text) => text !== ''))('with the description %j', (text) => {
    const [words = []] = started(createKey(text))
    const tied = words.find((word) => word.startsWith('--description='))
    const description = tied?.slice('--description='.length) ?? words[words.indexOf('--description') + 1]
    expect(description).toBe(text)
    expect(words.at(-1)).toBe('2026-01-01T21:00:00Z')
  })

  it('without characters that would control a terminal', () => {
    for (const text of nastyTexts) expect(yc(createKey(text)).code).not.toMatch(/(?!\n)\p{Cc}|[\u202e\u2066]/u)
  })
})

describe('yc changes a key', () => {
  it('only in the fields of the mask', () => {
    const body = { updateMask: 'description,expiresAt', description: '', scopes: ['ignored'] }
    expect(started({ id: 'updateApiKey', apiKey, body })).toEqual([
      ['iam', 'api-key', 'update', apiKey.id, '--description', '', '--expires-at', ''],
    ])
  })

  it('in its scopes', () => {
    const body = { updateMask: 'scopes', scopes: ['yc.a', 'yc.b'] }
    expect(started({ id: 'updateApiKey', apiKey, body })[0]?.slice(3)).toEqual([apiKey.id, '--scopes', 'yc.a,yc.b'])
  })
})

describe('yc creates and changes an account', () => {
  const body = { folderId: 'b1g0', name: 'my-robot', labels: { env: 'prod', team: 'core' } }

  it('with labels', () => {
    expect(started({ id: 'createServiceAccount', body })).toEqual([
      [
        'iam',
        'service-account',
        'create',
        '--name',
        'my-robot',
        '--folder-id',
        'b1g0',
        '--labels',
        'env=prod,team=core',
      ],
    ])
  })

  it('with an expiry in a second command, because `create` has no flag for it', () => {
    const [create, update] = started({
      id: 'createServiceAccount',
      body: { ...body, expiresAt: '2027-01-01T00:00:00Z' },
    })
    expect(create).not.toContain('--expires-at')
    expect([update?.slice(2).join(' ')]).toEqual([
      'update --name my-robot --folder-id b1g0 --expires-at 2027-01-01T00:00:00Z',
    ])
  })

  it('under a new name', () => {
    const update = { updateMask: 'name', name: 'new-robot' }
    expect(started({ id: 'updateServiceAccount', account, body: update })).toEqual([
      ['iam', 'service-account', 'update', account.id, '--new-name', 'new-robot'],
    ])
  })

  it('removing old labels first', () => {
    const update = { updateMask: 'labels', labels: { env: 'test' } }
    expect(started({ id: 'updateServiceAccount', account, body: update }).map((words) => words.slice(2))).toEqual([
      ['remove-labels', account.id, '--labels', 'team'],
      ['update', account.id, '--labels', 'env=test'],
    ])
  })

  it('removing all labels', () => {
    const update = { updateMask: 'labels' }
    expect(started({ id: 'updateServiceAccount', account, body: update }).map((words) => words.slice(2))).toEqual([
      ['remove-labels', account.id, '--labels', 'env,team'],
    ])
  })

  it('suspended for a reason, and reactivated', () => {
    const reason = "it's over"
    const [suspend] = started({ id: 'suspendServiceAccount', account, body: { reason } })
    expect(suspend?.slice(2)).toEqual(['suspend', account.id, '--reason', reason])
    expect(started({ id: 'reactivateServiceAccount', account })[0]?.slice(2)).toEqual(['reactivate', account.id])
  })
})

it.each<[CodeRequest, string]>([
  [
    { id: 'createFolder', body: { cloudId: 'b1g0', name: 'staging', description: '' } },
    'resource-manager folder create --name staging --cloud-id b1g0',
  ],
  [{ id: 'deleteApiKey', apiKey }, `iam api-key delete ${apiKey.id}`],
  [{ id: 'deleteServiceAccount', account }, `iam service-account delete ${account.id}`],
  [{ id: 'listApiKeys', serviceAccountId: 'aje0' }, 'iam api-key list --service-account-id aje0'],
  [{ id: 'listServiceAccounts', folderId: 'b1g0' }, 'iam service-account list --folder-id b1g0'],
])('yc does %o', (request, words) => {
  expect(started(request)).toEqual([words.split(' ')])
})
