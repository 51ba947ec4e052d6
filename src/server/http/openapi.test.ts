import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'

import { api } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { openApp } from '../testing/open-app.ts'
import { openApi } from './openapi.ts'

interface Described {
  readonly operationId: string
  readonly summary: string
  readonly security?: readonly unknown[]
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean }[]
  readonly requestBody?: { readonly content: Record<string, { readonly schema: { readonly required?: string[] } }> }
  readonly responses: Record<string, unknown>
}

const document = openApi()
const described = (path: string, method: string) => document.paths[path]?.[method.toLowerCase()] as Described
const endpoints = Object.entries<Endpoint>(api)

describe('/openapi.json', () => {
  it('is served to everybody', async () => {
    const { send } = await openApp()
    const { status, body } = await send('/openapi.json')
    expect(status).toBe(200)
    expect(body).toEqual(JSON.parse(JSON.stringify(document)))
  })

  it('names the base path as its server', async () => {
    const { send } = await openApp({ basePath: '/keyrack' })
    expect((await send('/openapi.json')).body).toMatchObject({ servers: [{ url: '/keyrack' }] })
    expect(document.servers).toEqual([{ url: '/' }])
  })

  it('is a valid OpenAPI document', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document))
    expect(errors ?? []).toEqual([])
    expect(valid).toBe(true)
  })

  it.each(endpoints)('describes %s', (id, { path, method, summary, body, ...endpoint }) => {
    const operation = described(path, method)
    expect(operation).toMatchObject({ operationId: id, summary })
    expect(operation.security).toEqual(endpoint.public ? [] : undefined)
    expect('requestBody' in operation).toBe(body !== undefined)
    expect(Object.keys(operation.responses)).toEqual(['200', 'default'])
  })

  it.each(endpoints)('has each parameter in the path of %s, required', (_, { path, method }) => {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const inPath = described(path, method).parameters.filter((parameter) => parameter.in === 'path')
    expect(inPath.map(({ name }) => name)).toEqual(names)
    expect(inPath.every(({ required }) => required)).toBe(true)
  })

  it('has the parameters of a query', () => {
    const { parameters } = described('/iam/v1/serviceAccounts', 'GET')
    expect(parameters).toMatchObject([
      { name: 'folderId', in: 'query', required: true, schema: { type: 'string', minLength: 1, maxLength: 50 } },
      { name: 'filter', in: 'query', required: false, schema: { maxLength: 1000 } },
      { name: 'pageSize', in: 'query', required: false, schema: { type: 'integer', minimum: 0, maximum: 1000 } },
      { name: 'pageToken', in: 'query', required: false, schema: { maxLength: 2000 } },
    ])
  })

  it('has the Idempotency-Key of writes, but not of reads and sessions', () => {
    const withKey = endpoints.filter(([, { path, method }]) =>
      described(path, method).parameters.some(({ name }) => name === 'Idempotency-Key'),
    )
    expect(withKey.map(([id]) => id)).toEqual([
      'createServiceAccount',
      'updateServiceAccount',
      'deleteServiceAccount',
      'suspendServiceAccount',
      'reactivateServiceAccount',
      'setServiceAccountAccessBindings',
      'updateServiceAccountAccessBindings',
      'createApiKey',
      'updateApiKey',
      'deleteApiKey',
      'createIamTokenForServiceAccount',
      'revokeIamToken',
      'cancelOperationByPost',
      'setCloudAccessBindings',
      'updateCloudAccessBindings',
      'bindCloudAccessPolicy',
      'unbindCloudAccessPolicy',
      'updateCloudAccessPolicyBindingParameters',
      'createFolder',
      'updateFolder',
      'deleteFolder',
      'setFolderAccessBindings',
      'updateFolderAccessBindings',
      'bindFolderAccessPolicy',
      'unbindFolderAccessPolicy',
      'updateFolderAccessPolicyBindingParameters',
    ])
  })

  it('includes the other paths of a method, under their own IDs', () => {
    const alias = described('/iam/v1/apiKeys/scopes', 'GET')
    expect(alias).toMatchObject({ operationId: 'listScopesAlias1', deprecated: true })
    expect(alias.parameters).toEqual(described('/iam/v1/apiKeyScopes', 'GET').parameters)
  })

  it('omits /authenticate, which is not a method of the API', () => {
    expect(JSON.stringify(document)).not.toContain('/authenticate')
  })

  it('declares scopes as unique', () => {
    const schema = described('/iam/v1/apiKeys', 'POST').requestBody?.content['application/json']?.schema
    expect(schema).toMatchObject({ properties: { scopes: { type: 'array', uniqueItems: true, maxItems: 100 } } })
  })

  it('has the fields of a body', () => {
    const schema = described('/iam/v1/serviceAccounts', 'POST').requestBody?.content['application/json']?.schema
    expect(schema).toMatchObject({ required: ['folderId', 'name'], additionalProperties: false })
  })
})
