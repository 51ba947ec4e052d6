import { expect, it } from 'vitest'

import { sha256 } from '../secrets/hash.ts'
import { openMemoryStore } from '../store/memory/memory-store.ts'
import { ensureAdministrator, isAdministratorToken } from './administrator.ts'

it('a configured token replaces the previous one', async () => {
  const store = openMemoryStore()
  const tokens = ['the-first-token-of-all', 'the-second-token-of-all']
  for (const token of tokens) await ensureAdministrator(store, token)
  expect(await Promise.all(tokens.map((token) => isAdministratorToken(store, sha256(token))))).toEqual([false, true])
})
