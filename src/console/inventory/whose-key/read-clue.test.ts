import { describe, expect, it } from 'vitest'

import { readClue } from './read-clue.ts'

const secret = `${'AQVNFAKE'.padEnd(34, '0')}aB_-9z`
const another = `${'AQVNFAKE'.padEnd(34, '1')}123456`
const key = 'aje0000000000fakekey'
const account = 'aje00000fake0account'

describe('the end of a secret is read from', () => {
  it.each([
    ['a secret', secret],
    ['a secret with the other prefix', secret.replace('AQVN', 'AQW9')],
    ['a secret between spaces and lines', `\n  ${secret} \r\n`],
    ['a header', `Authorization: Api-Key ${secret}`],
    ['an .env line', `export YC_API_KEY="${secret}"`],
    ['an .env file of this console', `YC_API_KEY_ID=${key}\nYC_API_KEY=${secret}\n`],
    ['JSON', JSON.stringify({ apiKey: { id: key, serviceAccountId: account }, secret })],
    ['JSON with escapes', String.raw`{"log":"Api-Key ${secret}\n"}`],
    ['YAML', `api_key:\n  id: ${key}\n  service_account_id: ${account}\nsecret: ${secret}\n`],
    ['a command', `curl -H 'Authorization: Api-Key ${secret}' https://iam.api.cloud.yandex.net/iam/v1/apiKeys`],
    ['an address', `https://example.com/?token=Api-Key%20${secret}&page=1`],
    ['a sentence', `The key ${secret}. It leaked.`],
    ['the same secret twice', `${secret} ${secret}`],
    ['a mask', '****aB_-9z'],
    ['a masked secret in JSON', `{"id":"${key}","service_account_id":"${account}","masked_secret":"****aB_-9z"}`],
    ['a cut secret', '…aB_-9z'],
    ['a cut secret with dots', '...00aB_-9z'],
    ['a redacted secret', 'AQVN****aB_-9z'],
    ['six characters', ' aB_-9z\n'],
    ['more characters', '0000aB_-9z'],
    ['a header with the end', 'authorization: api-key 00aB_-9z'],
    ['an .env line with the end', 'YC_API_KEY=aB_-9z'],
    ['JSON with the end', '{"secret": "00aB_-9z"}'],
  ])('%s', (_, text) => {
    expect(readClue(text)).toEqual({ kind: 'tail', tail: 'aB_-9z' })
  })
})

describe('the ID is read from', () => {
  it.each([
    ['an ID', ` ${key}\n`],
    ['JSON with other IDs', `{"id":"${key}","service_account_id":"${account}"}`],
    ['an .env line', `YC_API_KEY_ID=${key}`],
    ['an address', `https://iam.api.cloud.yandex.net/iam/v1/apiKeys/${key}?a=${account}`],
    ['a command', `yc iam api-key get ${key} --folder-id ${account}`],
  ])('%s', (_, text) => {
    expect(readClue(text)).toEqual({ kind: 'id', id: key })
  })
})

describe('no key is found in', () => {
  it.each([
    ['', 'none'],
    ['  \n', 'none'],
    ['hello world', 'none'],
    ['aB_-9', 'short'],
    ['****9z', 'short'],
    ['AQVN****aB9z (1A2B3C4D)', 'short'],
    ['Authorization: Api-Key abc', 'short'],
    [secret.slice(0, 30), 'beginning'],
    [`Api-Key ${secret.slice(0, 20)}`, 'beginning'],
    [`${secret}\n${another}`, 'several'],
    ['****abc123 ****abc124', 'several'],
    [`${key} ${account}`, 'several'],
    [`Authorization: Bearer t1.${'FAKE'.repeat(20)}`, 'other'],
    [`YCAJEFAKE${'0'.repeat(20)}`, 'other'],
    ['-----BEGIN PRIVATE KEY-----\nFAKE', 'other'],
  ])('%j: %s', (text, kind) => {
    expect(readClue(text)).toEqual({ kind })
  })
})

it('nothing read from a secret contains more than its last six characters', () => {
  for (let cut = 0; cut < secret.length; cut++) {
    const read = JSON.stringify(readClue(secret.slice(cut)))
    expect(read).not.toContain(secret.slice(-7))
  }
})
