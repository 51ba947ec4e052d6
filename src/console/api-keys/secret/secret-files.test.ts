import { describe, expect, it } from 'vitest'

import type { CreatedApiKey } from '../queries.ts'
import { secretFiles } from './secret-files.ts'

const secret = 'AQVNFAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKE0123'
const created = (changes: Partial<CreatedApiKey['apiKey']> = {}): CreatedApiKey => ({
  apiKey: {
    id: 'ajeuo7ng2p6u01234567',
    serviceAccountId: 'ajegtlf2q28a01234567',
    createdAt: '2025-04-04T10:23:08.722440521Z',
    description: '',
    scopes: ['yc.monitoring.read', 'yc.serverless.functions.invoke', 'yc.postbox.send'],
    expiresAt: '2026-01-01T21:00:00Z',
    maskedSecret: '',
    ...changes,
  },
  secret,
})

const write = (name: string, key: CreatedApiKey) => secretFiles.find((file) => file.name === name)?.write(key) ?? ''

/** The description's line in the YAML file. */
const described = (description: string) => {
  const lines = write('api_key.yaml', created({ description })).split('\n')
  // A description that breaks its line or injects a field would change the number of lines.
  expect(lines).toHaveLength(12)
  return lines[4]?.replace(/^ {2}description: /, '') ?? ''
}

describe('api_key.yaml', () => {
  it('equals the output of the CLI', () => {
    expect(write('api_key.yaml', created())).toBe(`api_key:
  id: ajeuo7ng2p6u01234567
  service_account_id: ajegtlf2q28a01234567
  created_at: "2025-04-04T10:23:08.722440521Z"
  scopes:
    - yc.monitoring.read
    - yc.serverless.functions.invoke
    - yc.postbox.send
  expires_at: "2026-01-01T21:00:00Z"
secret: ${secret}
`)
  })

  it('omits missing fields', () => {
    const { expiresAt: _, ...apiKey } = created({ scopes: [] }).apiKey
    expect(write('api_key.yaml', { apiKey, secret })).toBe(`api_key:
  id: ajeuo7ng2p6u01234567
  service_account_id: ajegtlf2q28a01234567
  created_at: "2025-04-04T10:23:08.722440521Z"
secret: ${secret}
`)
  })

  it('leaves the mask out, as the CLI does', () => {
    expect(write('api_key.yaml', created({ maskedSecret: '****abcdef' }))).not.toContain('****abcdef')
  })

  it('quotes a secret and a scope that are not plain words', () => {
    const key = { ...created({ scopes: ['yes', '- nested', 'a: b'] }), secret: '-----: "secret" #' }
    const text = write('api_key.yaml', key)
    expect(text).toContain('    - "yes"\n    - "- nested"\n    - "a: b"\n')
    expect(text).toContain('\nsecret: "-----: \\"secret\\" #"\n')
  })

  // A JSON string is valid YAML, so a quoted value that JSON parses is intact.
  it.each([
    'a: b',
    'key: "value"',
    `it's`,
    '"quoted"',
    String.raw`back\slash \n`,
    'two\nlines',
    'windows\r\nlines',
    'tab\tand \u0001 control',
    '# comment',
    'value # comment',
    '- item',
    '? question',
    '*alias',
    '&anchor',
    '!tag',
    '%directive',
    '@at',
    '`tick',
    '| block',
    '> folded',
    '[list]',
    '{map}',
    '---',
    '...',
    'yes',
    'No',
    'true',
    'null',
    '~',
    '1234567890',
    '0x1234567890',
    '1e1000000000',
    '12:34:56',
    '2026-01-01',
    '.infinity.',
    '=',
    '<<',
    ' spaces around ',
    'trailing:',
    'secret: stolen',
    '${HOME} $(reboot)',
    'Ключ робота — 機械 🤖',
  ])('keeps the description %j', (description) => {
    const value = described(description)
    expect(value).toMatch(/^".*"$/)
    expect(JSON.parse(value)).toBe(description)
  })

  it('contains no character that YAML rejects or treats as a line end', () => {
    const description = 'del \u007f next line \u0085 control \u009f lines \u2028\u2029 mark \ufeff nothing \ufffe\uffff'
    const value = described(description)
    expect(value).toBe(
      String.raw`"del \u007f next line \u0085 control \u009f lines \u2028\u2029 mark \ufeff nothing \ufffe\uffff"`,
    )
    expect(JSON.parse(value)).toBe(description)
  })

  it('leaves a plain word without quotes', () => {
    expect(described('build-robot.ci_2')).toBe('build-robot.ci_2')
  })
})

describe('the other files', () => {
  it('are the response of the API as JSON', () => {
    const key = created({ description: 'a "b"\nc' })
    const text = write('api_key.json', key)
    expect(JSON.parse(text)).toEqual(key)
    expect(text.endsWith('}\n')).toBe(true)
  })

  it('are environment variables that a description cannot extend', () => {
    expect(write('api_key.env', created({ description: 'x\nPATH=/evil' }))).toBe(
      `YC_API_KEY_ID=ajeuo7ng2p6u01234567\nYC_API_KEY=${secret}\n`,
    )
  })

  it('have different names', () => {
    expect(secretFiles.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'api_key.yaml application/yaml',
      'api_key.json application/json',
      'api_key.env text/plain',
    ])
  })
})
