import { html } from 'hono/html'

import { codes } from '#contract/status.ts'
import type { openApi } from '../openapi.ts'
import { type Field, fieldsOf, type Schema, describeSchema } from './describe-schema.ts'

type Html = ReturnType<typeof html>

interface Content {
  readonly 'application/json': { readonly schema: Schema }
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required: boolean
  readonly description?: string
  readonly schema: Schema
}

/** One operation of the OpenAPI document. */
interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly tags: readonly string[]
  readonly deprecated?: boolean
  readonly security?: readonly unknown[]
  readonly 'x-roles'?: readonly string[]
  readonly parameters: readonly Parameter[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: { readonly 200: { readonly content: Content } }
}

interface Method extends Operation {
  readonly verb: string
  readonly path: string
}

const groups: Readonly<Record<string, string>> = {
  iam: 'Service accounts, API keys, tokens and roles',
  operation: 'Operations',
  'resource-manager': 'Clouds and folders',
  endpoint: 'Discovery',
  keyrack: 'Console session',
}

/** Renders the OpenAPI document as a page: no script, one style sheet, no external resources. */
export const docsPage = (document: ReturnType<typeof openApi>, basePath: string, stylePath: string) => {
  const methods = Object.entries(document.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => ({
      ...(operation as Operation),
      verb: verb.toUpperCase(),
      path: basePath + path,
    })),
  )
  const grouped = Object.entries(groups).map(([tag, title]) => ({
    tag,
    title,
    methods: methods.filter(({ tags }) => tags[0] === tag),
  }))
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${document.info.title} API reference</title>
        <link rel="icon" href="${basePath}/favicon.svg" />
        <link rel="stylesheet" href="${basePath}${stylePath}" />
      </head>
      <body>
        <header>
          <h1>${document.info.title}</h1>
          <p>
            ${document.info.description} The machine-readable version is
            <a href="${basePath}/openapi.json">OpenAPI ${document.openapi}</a>. To explore interactively, open the
            <a href="${basePath}/">console</a>.
          </p>
        </header>
        <nav aria-label="Methods">
          ${grouped.map(
            (group) =>
              html`<h2>${group.title}</h2>
                <ul>
                  ${group.methods.filter(({ deprecated }) => !deprecated).map(contentsItem)}
                </ul>`,
          )}
        </nav>
        <main>${rules()} ${grouped.map((group) => group.methods.map(section))}</main>
      </body>
    </html>`
}

const contentsItem = ({ operationId, summary }: Method): Html => html`<li><a href="#${operationId}">${summary}</a></li>`

const rules = (): Html =>
  html`<section aria-labelledby="rules">
    <h2 id="rules">Conventions</h2>
    <p>
      Send <code>Authorization: Bearer &lt;token&gt;</code> with the administrator token or the IAM token of a service
      account. Request bodies are JSON of at most 1 MiB, with <code>Content-Type: application/json</code>. Responses
      omit fields with default values, and have an <code>x-request-id</code> header.
    </p>
    <p>
      Errors are a <code>google.rpc.Status</code> with <code>code</code>, <code>message</code> and <code>details</code>,
      which name the rejected fields and the request id.
    </p>
    <ul>
      ${Object.entries(errors).map(
        ([name, meaning]) =>
          html`<li>
            <code>${codes[name as keyof typeof errors].http}</code>, code
            <code>${codes[name as keyof typeof errors].code}</code> <code>${name}</code>: ${meaning}
          </li>`,
      )}
    </ul>
  </section>`

const errors = {
  INVALID_ARGUMENT: 'the request is invalid (413 if it is too large, 415 if its media type is not supported)',
  UNAUTHENTICATED: 'the token is missing, invalid or expired',
  PERMISSION_DENIED: 'the caller lacks a role, or an access policy forbids the action',
  NOT_FOUND: 'the resource does not exist, or the caller may not view it',
  ALREADY_EXISTS: 'the name is taken, or the resource has already been created',
  FAILED_PRECONDITION: 'the account is suspended',
  RESOURCE_EXHAUSTED: 'a quota is exhausted, or too many attempts failed',
  UNIMPLEMENTED: 'the path does not support the HTTP method',
  UNAVAILABLE: 'the database cannot be reached; retry later',
} as const satisfies Partial<Record<keyof typeof codes, string>>

const section = (method: Method): Html => {
  const { operationId, summary, verb, path, parameters, requestBody, responses, deprecated } = method
  const body = requestBody && fieldsOf(requestBody.content['application/json'].schema)
  const response = fieldsOf(responses[200].content['application/json'].schema)
  return html`<section aria-labelledby="${operationId}">
    <h2 id="${operationId}">${summary}${deprecated ? ' Deprecated path.' : ''}</h2>
    <p class="route"><code>${verb} ${path}</code></p>
    <p>${rightsOf(method)}</p>
    ${
      parameters.length > 0 &&
      html`<h3>Parameters</h3>
        <ul>
          ${parameters.map(parameterItem)}
        </ul>`
    }
    ${
      body &&
      html`<h3>Request body</h3>
        ${body.length > 0 ? list(body, 'required, ') : html`<p>An empty object.</p>`}`
    }
    <h3>Response</h3>
    ${response.length > 0 ? list(response, '') : html`<p>An empty object.</p>`}
  </section>`
}

const rightsOf = ({ security, 'x-roles': roles }: Operation): Html => {
  if (security?.length === 0) return html`Needs no authentication.`
  if (roles === undefined) return html`Any authenticated caller.`
  return html`Requires one of ${roles.map((role, index) => html`${index > 0 ? ', ' : ''}<code>${role}</code>`)}.`
}

const parameterItem = ({ name, in: place, required, schema, description = '' }: Parameter): Html =>
  item(name, `in the ${place}, ${required ? 'required, ' : ''}${describeSchema(schema)}. ${description}`)

const list = (fields: readonly Field[], requiredMark: string): Html =>
  html`<ul>
    ${fields.map(({ path, description, required }) => item(path, `${required ? requiredMark : ''}${description}`))}
  </ul>`

const item = (name: string, description: string): Html => html`<li><code>${name}</code> ${description}</li>`
