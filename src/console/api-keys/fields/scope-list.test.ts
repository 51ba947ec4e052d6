import { describe, expect, test } from 'vitest'

import { equivalent, type Tool, tools } from '#console/code/equivalent.ts'
import { apiKey } from '#contract/api-key.ts'
import { knownScopes } from '#contract/scope.ts'
import { isScopeList, quotedScopes, readScopes } from './scope-list.ts'
import { secretFiles } from '../secret/secret-files.ts'

const all = knownScopes.map(({ id }) => id)
const listed = ['yc.postbox.send', 'yc.cloud-registry.artifacts.pull', 'yc.logging.write']
const read = (text: string) => readScopes(text, all)

test.each([
  listed.join(','),
  listed.join(', '),
  listed.join(' '),
  listed.join('\n'),
  listed.join('\r\n'),
  listed.join(';\t'),
  JSON.stringify(listed),
  JSON.stringify({ scopes: listed }, null, 2),
  `['${listed.join("', '")}']`,
  `scopes: [${listed.join(', ')}]`,
  `  scopes:\n${listed.map((id) => `    - ${id}\n`).join('')}  expires_at: "2026-01-01T21:00:00Z"`,
  listed.map((id) => `- "${id}"`).join('\n'),
  listed.map((id) => `${id} — what it allows`).join('\n'),
  listed.map((id) => id.replace('yc.', '')).join(', '),
  `${listed.join('\n')}\n+2`,
  `https://x/folders/f/service-accounts/a?create=1&scopes=${encodeURIComponent(listed.join(','))}&expiresIn=90d`,
  listed.join(',').toUpperCase(),
])('reads the scopes of %j', (text) => {
  expect(read(text)).toEqual({ found: listed, unknown: [] })
  expect(isScopeList(read(text))).toBe(true)
})

describe('parses what this product prints', () => {
  const key = apiKey.parse({
    id: 'aje1',
    serviceAccountId: 'aje2',
    createdAt: '2026-01-01T00:00:00Z',
    description: 'reads scopes: all',
    scopes: listed,
  })
  const codeOf = (tool: Tool) => [
    equivalent(
      { id: 'createApiKey', body: { serviceAccountId: 'aje2', description: 'it', scopes: [...listed] } },
      tool,
      { origin: 'https://x', lockbox: true },
    ).code,
    equivalent(
      {
        id: 'updateApiKey',
        apiKey: key,
        body: { updateMask: 'description,scopes', description: 'it', scopes: [...listed] },
      },
      tool,
      { origin: 'https://x', lockbox: false },
    ).code,
  ]
  test.each(Object.keys(tools) as Tool[])('as code of %s', (tool) => {
    for (const code of codeOf(tool)) expect(read(code ?? '')).toEqual({ found: listed, unknown: [] })
  })
  test.each(secretFiles.filter(({ name }) => !name.endsWith('.env')))('as the file $name', ({ write }) => {
    expect(read(write({ apiKey: key, secret: 'AQVNFAKEFAKE' }))).toEqual({ found: listed, unknown: [] })
  })
})

test('removes duplicates from known and unknown scopes', () => {
  expect(read('yc.postbox.send, yc.nope.read yc.nope.read mail yc.postbox.send')).toEqual({
    found: ['yc.postbox.send'],
    unknown: ['yc.nope.read', 'mail'],
  })
})

test('distinguishes a list from a search', () => {
  expect(isScopeList(read('send mail'))).toBe(false)
  expect(isScopeList(read('monitoring'))).toBe(false)
  expect(isScopeList(read('yc.nope.read'))).toBe(false)
  expect(isScopeList(read('yc.nope.read\nyc.nope.write'))).toBe(true)
  expect(isScopeList(read(' yc.postbox.send '))).toBe(true)
  expect(read('')).toEqual({ found: [], unknown: [] })
})

test('a message quotes three short names and no secret', () => {
  expect(quotedScopes(['a', 'b', 'c', 'd'])).toBe('a, b, c')
  expect(quotedScopes(['x'.repeat(100)])).toHaveLength(61)
  expect(quotedScopes([`AQVN${'FAKE'.repeat(9)}`])).toBe('****KEFAKE')
})
