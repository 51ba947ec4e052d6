import { expect, it } from 'vitest'

import { onDemandMessages } from '#console/i18n/on-demand.ts'
import type { ApiKey } from '#contract/api-key.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { recordText } from './record.ts'

const at = '2026-11-28T12:00:00Z'
const apiKey: ApiKey = {
  id: 'aje0000000000fakekey',
  serviceAccountId: 'aje00000fake0account',
  createdAt: at,
  description: '',
  scopes: [],
  maskedSecret: '****FAKE12',
}
const account: ServiceAccount = {
  id: 'aje00000fake0account',
  folderId: 'b1g0000000fakefolder',
  createdAt: at,
  name: 'mailer',
  description: '',
  labels: {},
  status: 'ACTIVE',
}

it('writes the record with times in UTC, and the operation of each entry that has one', () => {
  const text = recordText(onDemandMessages.en.leak, apiKey, account, [
    {
      deed: { kind: 'stopped', until: '2026-11-28T12:01:00Z', before: undefined },
      at,
      operationId: 'aje00000000fakeop001',
    },
    { deed: { kind: 'restored', until: undefined }, at: '2026-11-28T12:00:30Z', operationId: 'aje00000000fakeop002' },
    { deed: { kind: 'created', id: 'aje000000fakenewkey0' }, at: '2026-11-28T12:02:00Z' },
    { deed: { kind: 'deleted' }, at: '2026-11-28T12:03:00Z', operationId: 'aje00000000fakeop003', running: true },
  ])
  expect(text.split('\n')).toEqual([
    'API key ****FAKE12 (aje0000000000fakekey)',
    'Service account mailer (aje00000fake0account)',
    '',
    '2026-11-28T12:00:00Z · Expiry set to 2026-11-28T12:01:00Z, none before · operation aje00000000fakeop001',
    '2026-11-28T12:00:30Z · Expiry removed again · operation aje00000000fakeop002',
    '2026-11-28T12:02:00Z · New key aje000000fakenewkey0 created',
    '2026-11-28T12:03:00Z · Key deleted (not finished when the window was closed) · operation aje00000000fakeop003',
    '',
  ])
})
