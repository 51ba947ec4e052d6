import { describe, expect, it } from 'vitest'

import { api } from '#contract/api.ts'
import { openApp } from '../../testing/open-app.ts'
import { fieldsOf, describeSchema } from './describe-schema.ts'

const read = async () => {
  const { send } = await openApp()
  return (await send('/docs')).text
}
const sectionOf = (page: string, id: string) =>
  page.split('<section').find((section) => section.includes(`aria-labelledby="${id}"`)) ?? ''

describe('/docs', () => {
  it('is a public page with a style sheet', async () => {
    const { send } = await openApp()
    const page = await send('/docs')
    expect(page.status).toBe(200)
    expect(page.headers.get('content-type')).toBe('text/html; charset=UTF-8')
    const path = /<link rel="stylesheet" href="([^"]+)"/.exec(page.text)?.[1] ?? ''
    expect((await send(path)).headers.get('content-type')).toBe('text/css; charset=utf-8')
  })

  it('leads to its neighbours under a base path, and names it in every method', async () => {
    const { send } = await openApp({ basePath: '/keyrack' })
    const { text } = await send('/docs')
    const links = [...text.matchAll(/ href="([^#][^"]*)"/g)].map(([, href]) => href)
    expect(links).toEqual(['favicon.svg', 'docs/style.css', 'openapi.json', ''].map((name) => `/keyrack/${name}`))
    expect(sectionOf(text, 'createApiKey')).toContain('POST /keyrack/iam/v1/apiKeys')
  })

  it('has nothing that a strict CSP forbids', async () => {
    expect(await read()).not.toMatch(/<script|<style|\sstyle=|\son\w+=|https?:/)
  })

  it('gives each section a unique heading', async () => {
    const headings = [...(await read()).matchAll(/<h2 id="[^"]*">([^<]*)</g)].map(([, text]) => text)
    expect(headings.length).toBeGreaterThan(Object.keys(api).length)
    expect(new Set(headings).size).toBe(headings.length)
  })

  it.each(Object.values(api))('documents $id', async ({ id, summary, method, path }) => {
    const page = await read()
    expect(page).toContain(`href="#${id}"`)
    const section = sectionOf(page, id)
    expect(section).toContain(summary)
    expect(section).toContain(`${method} ${path}`)
  })

  it('lists parameters, fields and required roles', async () => {
    const create = sectionOf(await read(), 'createApiKey')
      .replaceAll(/<[^>]+>|\s+/g, ' ')
      .replaceAll(/ +/g, ' ')
    expect(create).toContain('Idempotency-Key in the header, string of 1 to 128 characters.')
    expect(create).toContain('scopes list of at most 100, unique, each: string of 1 to 256 characters')
    expect(create).toContain('apiKey.maskedSecret string')
    expect(create).toMatch(/Requires one of .*iam\.serviceAccounts\.apiKeyAdmin/)
    expect(sectionOf(await read(), 'listScopes')).toContain('Any authenticated caller.')
    expect(sectionOf(await read(), 'createSession')).toContain('Needs no authentication.')
  })
})

describe('the description of a schema', () => {
  it.each([
    [{ enum: ['ADD', 'REMOVE'] }, 'one of ADD, REMOVE'],
    [{ type: 'string' }, 'string'],
    [{ type: 'string', maxLength: 5 }, 'string of at most 5 characters'],
    [{ type: 'string', pattern: '^a$' }, 'string matching ^a$'],
    [{ type: 'string', format: 'date-time' }, 'RFC 3339 timestamp'],
    [{ type: 'integer', minimum: 0, maximum: 1000 }, 'integer from 0 to 1000'],
    [{ type: 'integer', minimum: -(2 ** 53) + 1, maximum: 2 ** 53 - 1 }, 'integer'],
    [{ type: 'array', items: { type: 'string' } }, 'list, each: string'],
    [{ type: 'boolean' }, 'boolean'],
    [{ type: 'object', additionalProperties: { type: 'string' } }, 'map of strings'],
    [{ type: 'object', properties: {} }, 'object'],
  ])('%j is %s', (schema, description) => expect(describeSchema(schema)).toBe(description))

  it('includes nested fields', () => {
    const inner = { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] }
    const schema = { type: 'object', properties: { one: inner, many: { type: 'array', items: inner } } }
    expect(fieldsOf(schema).map(({ path, required }) => [path, required])).toEqual([
      ['one', false],
      ['one.id', true],
      ['many', false],
      ['many[].id', true],
    ])
  })
})
