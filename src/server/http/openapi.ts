import * as z from 'zod/mini'

import { api } from '#contract/api.ts'
import { type Endpoint, takesIdempotencyKey } from '#contract/endpoint.ts'
import { status } from '#contract/status.ts'
import { rolesFor } from '../access/method-rights.ts'

type Schema = z.ZodMiniType

const jsonSchema = (schema: Schema, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

const content = (schema: Schema, io: 'input' | 'output') => ({ 'application/json': { schema: jsonSchema(schema, io) } })

const parameters = (place: 'path' | 'query', schema: Schema | undefined) => {
  if (schema === undefined) return []
  const { properties = {}, required = [] } = jsonSchema(schema, 'input')
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: property,
  }))
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'For 24 hours, a repeated request with the same key is not executed again and gets the same response.',
  schema: { type: 'string', minLength: 1, maxLength: 128 },
}

const operationOf = (endpoint: Endpoint) => {
  const roles = rolesFor(endpoint.id)
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    tags: [endpoint.host],
    ...(endpoint.public && { security: [] }),
    // Any one of them is sufficient.
    ...(roles && { 'x-roles': roles }),
    parameters: [
      ...parameters('path', endpoint.params),
      ...parameters('query', endpoint.query),
      ...(takesIdempotencyKey(endpoint) ? [idempotencyKey] : []),
    ],
    ...(endpoint.body && { requestBody: { required: true, content: content(endpoint.body, 'input') } }),
    responses: {
      200: { description: 'Success', content: content(endpoint.response, 'input') },
      default: { description: 'A google.rpc.Status', content: content(status, 'input') },
    },
  }
}

/** The whole contract as an OpenAPI 3.1 document. @param basePath such as `/keyrack`, '' at the root of the origin */
export const openApi = (basePath = '') => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of Object.values(api) as Endpoint[]) {
    const method = endpoint.method.toLowerCase()
    paths[endpoint.path] = { ...paths[endpoint.path], [method]: operationOf(endpoint) }
    for (const [index, alias] of (endpoint.aliases ?? []).entries()) {
      // operationId must be unique.
      const operation = { ...operationOf(endpoint), operationId: `${endpoint.id}Alias${index + 1}`, deprecated: true }
      paths[alias] = { ...paths[alias], [method]: operation }
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Keyrack IAM', version: '1', description: 'Service accounts and API keys.' },
    servers: [{ url: basePath || '/' }],
    security: [{ bearer: [] }],
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    paths,
  }
}
