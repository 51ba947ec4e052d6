import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'

import { api } from './api.ts'
import type { Endpoint } from './endpoint.ts'
import { defaultScopes, knownScopes } from './scope.ts'

const endpoints: readonly (readonly [string, Endpoint])[] = Object.entries(api)

const fieldsOf = (schema: Endpoint['params']) =>
  Object.keys(
    schema === undefined ? {} : (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }).properties ?? {}),
  )

const repeated = (all: readonly string[]) => all.filter((one, index) => all.indexOf(one) !== index)

describe('every endpoint', () => {
  it.each(endpoints)('%s is listed under its own ID', (key, { id }) => expect(id).toBe(key))

  it.each(endpoints)('%s has a parameter for each placeholder of its path, and no other', (_, { path, params }) => {
    const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
    expect(fieldsOf(params).toSorted()).toEqual(placeholders.toSorted())
  })

  it.each(endpoints)('%s has no body if its HTTP method has none', (_, { method, body }) => {
    expect(body !== undefined && (method === 'GET' || method === 'DELETE')).toBe(false)
  })

  it.each(endpoints)('%s accepts fields in its response that it does not know', (_, { response }) => {
    expect(JSON.stringify(z.toJSONSchema(response, { io: 'input', unrepresentable: 'any' }))).not.toContain(
      '"additionalProperties":false',
    )
  })

  it.each(endpoints)('%s names no field twice in path, query and body', (_, { params, query, body }) => {
    expect(repeated([params, query, body].flatMap(fieldsOf))).toEqual([])
  })
})

describe('the API', () => {
  it('has one endpoint for each method and path', () => {
    const routes = endpoints.flatMap(([, { method, path, aliases = [] }]) =>
      [path, ...aliases].map((one) => `${method} ${one.replaceAll(/\{\w+\}/g, '{}')}`),
    )
    expect(repeated(routes)).toEqual([])
  })

  it('allows only sign-in, sign-out, token exchange and discovery without authentication', () => {
    expect(endpoints.filter(([, endpoint]) => endpoint.public).map(([id]) => id)).toEqual([
      'createIamToken',
      'listApiEndpoints',
      'getApiEndpoint',
      'createSession',
      'deleteSession',
    ])
  })
})

describe('the scopes', () => {
  it('are 28, each once', () => {
    expect(knownScopes).toHaveLength(28)
    expect(repeated(knownScopes.map(({ id }) => id))).toEqual([])
  })

  it('have the ten defaults of the documentation', () => {
    expect(defaultScopes).toEqual([
      'yc.ai.imageGeneration.execute',
      'yc.ai.languageModels.execute',
      'yc.ai.speechkitStt.execute',
      'yc.ai.speechkitTts.execute',
      'yc.ai.translate.execute',
      'yc.ai.vision.execute',
      'yc.monitoring.manage',
      'yc.search-api.execute',
      'yc.serverless.containers.invoke',
      'yc.serverless.functions.invoke',
    ])
  })
})
