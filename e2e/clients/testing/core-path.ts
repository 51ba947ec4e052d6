import { expect } from 'vitest'

/** What a program of the core path prints: an account of that name and a key, from creation to deletion. */
export const corePath = (name: string) => ({
  accounts: expect.arrayContaining([name]) as string[],
  account: name,
  secret: expect.stringMatching(/^AQVN[\w-]{36}$/) as string,
  updated: {
    description: 'first',
    scopes: ['yc.monitoring.read', 'yc.postbox.send'],
    expiresAt: '2040-01-02T03:04:05Z',
  },
  refused: {
    code: expect.stringMatching(/^INVALID_?ARGUMENT$/i) as string,
    message: expect.stringContaining('scopes') as string,
    fields: ['scopes[0]'],
    requestId: expect.stringMatching(/^[\w-]{8,}$/) as string,
  },
  deleted: {
    code: expect.stringMatching(/^NOT_?FOUND$/i) as string,
    message: expect.stringMatching(/^ApiKey aje\w{17} not found$/) as string,
    fields: [],
    requestId: expect.stringMatching(/^[\w-]{8,}$/) as string,
  },
})
