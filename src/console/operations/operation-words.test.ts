import { describe, expect, it } from 'vitest'

import { en } from '#console/i18n/en.ts'
import { ru } from '#console/i18n/ru.ts'
import type { Operation } from '#contract/operation.ts'
import { detailWords, whatWords } from './operation-words.ts'

const operation = (changes: Partial<Operation>): Operation => ({
  id: 'aje1',
  description: 'Update API key',
  createdAt: '2026-11-22T12:00:00Z',
  createdBy: 'aje2',
  modifiedAt: '2026-11-22T12:00:00Z',
  done: true,
  ...changes,
})
const metadata = (message: string, fields: object = {}) => ({
  '@type': `type.googleapis.com/yandex.cloud.${message}`,
  ...fields,
})

describe('what an operation does', () => {
  it('is in the language of the user', () => {
    const update = operation({ metadata: metadata('iam.v1.UpdateApiKeyMetadata', { apiKeyId: 'aje3' }) })
    expect([whatWords(en, update), whatWords(ru, update)]).toEqual(['Edit API key', 'Изменение API-ключа'])
    const bindings = operation({ metadata: metadata('access.UpdateAccessBindingsMetadata') })
    expect(whatWords(en, bindings)).toBe('Change roles')
  })

  it('exists for the creation of a key, which has no metadata', () => {
    const create = operation({ description: 'Create API key' })
    expect([whatWords(en, create), whatWords(ru, create)]).toEqual(['Create API key', 'Создание API-ключа'])
  })

  it('is the description of the service for an unknown kind', () => {
    expect(whatWords(en, operation({ metadata: metadata('iam.v1.NewKindMetadata') }))).toBe('Update API key')
    expect(whatWords(en, operation({ description: '' }))).toBe('aje1')
    expect(whatWords(en, operation({ description: '\u200b' }))).toBe('aje1')
  })
})

describe('the details of an operation', () => {
  it('name the key by its mask, or else by its id', () => {
    const keyMetadata = metadata('iam.v1.UpdateApiKeyMetadata', { apiKeyId: 'aje3' })
    const response = metadata('iam.v1.ApiKey', { maskedSecret: '****abcdef' })
    expect(detailWords(en, operation({ metadata: keyMetadata, response }))).toBe('API key ****abcdef')
    expect(detailWords(en, operation({ metadata: keyMetadata }))).toBe('API key aje3')
  })

  it('give the reason of a suspension', () => {
    const suspend = metadata('iam.v1.SuspendServiceAccountMetadata', { serviceAccountId: 'aje3' })
    const description = 'Suspend service account: Leaked'
    expect(detailWords(en, operation({ metadata: suspend, description }))).toBe('Reason: Leaked')
  })

  it('omit an invisible reason', () => {
    const description = 'Suspend service account:  \u200b'
    expect(detailWords(en, operation({ description }))).toBe('')
  })

  it('start with the error', () => {
    const keyMetadata = metadata('iam.v1.DeleteApiKeyMetadata', { apiKeyId: 'aje3' })
    const error = { code: 7, message: 'Permission denied', details: [] }
    expect(detailWords(en, operation({ metadata: keyMetadata, error }))).toBe(
      `${en.error.forbidden}: Permission denied`,
    )
  })

  it('are empty without any', () => {
    expect(detailWords(en, operation({}))).toBe('')
  })
})
