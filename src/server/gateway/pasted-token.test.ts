import { describe, expect, it } from 'vitest'

import { fieldViolations } from '#contract/status.ts'
import { StatusError } from '../messages/status-error.ts'
import { readPastedToken } from './pasted-token.ts'

const token = `t1.FAKE9.${'aB3-'.repeat(21)}xy`
const end = '2026-11-22T20:00:00.123456789Z'

const refusal = (pasted: string): string => {
  try {
    readPastedToken(pasted)
  } catch (error) {
    if (!(error instanceof StatusError)) throw error
    expect(error.code).toBe('INVALID_ARGUMENT')
    const [violation] = fieldViolations({ code: 3, message: '', details: [...error.details] })
    expect(violation?.field).toBe('token')
    return violation?.description ?? ''
  }
  return 'accepted'
}

describe('a pasted token', () => {
  it.each([
    ['alone', token],
    ['with blanks and a line end around it', `  ${token}\r\n`],
  ])('is read %s, without a known end', (_, pasted) => {
    expect(readPastedToken(pasted)).toEqual({ token })
  })

  it.each([
    ['as the CLI prints it', { iam_token: token, expires_at: end }],
    ['as the API answers it', { iamToken: token, expiresAt: end }],
    ['beside other fields', { iam_token: token, expires_at: end, subject: { id: 'aje1' } }],
  ])('is read %s, with its end', (_, pasted) => {
    expect(readPastedToken(`\n${JSON.stringify(pasted, null, 2)}\n`)).toEqual({ token, expiresAt: end })
  })

  it('is read from JSON without an end', () => {
    expect(readPastedToken(JSON.stringify({ iam_token: token }))).toEqual({ token })
  })

  it('may have 4,096 characters', () => {
    expect(readPastedToken('x'.repeat(4096)).token).toHaveLength(4096)
    expect(refusal('x'.repeat(4097))).toContain('at most 4096')
  })

  it.each([
    ['an OAuth token', `y0_${'FAKE'.repeat(10)}`],
    ['an old OAuth token', `AQAD-${'FAKE'.repeat(8)}`],
    ['an OAuth token in JSON', JSON.stringify({ iam_token: `y0_${'FAKE'.repeat(10)}` })],
  ])('is refused as %s, with the command to run', (_, pasted) => {
    expect(refusal(pasted)).toMatch(/OAuth token.*2026.*yc iam create-token/)
  })

  it('is refused as an API key', () => {
    expect(refusal(`AQVN${'FAKE'.repeat(9)}`)).toContain('This is an API key')
  })

  it.each([
    'two words',
    'tab\there',
    'line\nbreak',
    'ключ',
    'nul\u0000',
    ' ',
    JSON.stringify({ iam_token: 'line\nbreak' }),
  ])('is refused with a character that no token has: %j', (pasted) => {
    expect(refusal(pasted)).toContain('printable ASCII')
  })

  it.each(['{', '{}', '{"iam_token":5}', '{"token":"x"}', '{"iam_token":"x","expires_at":7}'])(
    'is refused as other JSON: %s',
    (pasted) => expect(refusal(pasted)).toContain('iam_token and expires_at'),
  )

  it('is refused with an end that is not a timestamp', () => {
    expect(refusal(JSON.stringify({ iam_token: token, expires_at: 'tomorrow' }))).toContain('not a timestamp')
  })
})
