import { html } from 'hono/html'

import { codes } from '#contract/status.ts'
import type { openApi } from '../openapi.ts'
import { type Field, fieldsOf, type Schema, wordsOf } from './schema-words.ts'

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

/** One method, as the document has it. */
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
  keyrack: 'The session of the console',
}

/** The document as a page to read: no script, one style sheet, nothing from elsewhere. */
export const docsPage = (document: ReturnType<typeof openApi>, stylePath: string) => {
  const methods = Object.entries(document.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => ({ ...(operation as Operation), verb: verb.toUpperCase(), path })),
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
        <title>${document.info.title}: the API</title>
        <link rel="icon" href="/favicon.svg" />
        <link rel="stylesheet" href="${stylePath}" />
      </head>
      <body>
        <header>
          <h1>${document.info.title}</h1>
          <p>
            ${document.info.description} The same as a document for programs:
            <a href="/openapi.json">OpenAPI ${document.openapi}</a>. To look around by hand there is the
            <a href="/">console</a>.
          </p>
        </header>
        <nav aria-label="Methods">
          ${grouped.map(
            (group) =>
              html`<h2>${group.title}</h2>
                <ul>
                  ${group.methods.filter(({ deprecated }) => !deprecated).map(contents)}
                </ul>`,
          )}
        </nav>
        <main>${rules()} ${grouped.map((group) => group.methods.map(section))}</main>
      </body>
    </html>`
}

const contents = ({ operationId, summary }: Method): Html => html`<li><a href="#${operationId}">${summary}</a></li>`

const rules = (): Html =>
  html`<section aria-labelledby="rules">
    <h2 id="rules">What all methods have in common</h2>
    <p>
      Who asks stands in the header <code>Authorization: Bearer &lt;token&gt;</code>: the administrator's token, or the
      IAM token of a service account. Bodies are JSON, with <code>Content-Type: application/json</code>, and at most 1
      MiB. In answers, fields that hold nothing are left out. Each answer has an <code>x-request-id</code>.
    </p>
    <p>
      An error is a <code>google.rpc.Status</code>: <code>code</code>, <code>message</code>, and <code>details</code>,
      which name refused fields and the request id.
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
  INVALID_ARGUMENT: 'something of the request is wrong; also as 413 when it is too large, 415 when it is not JSON',
  UNAUTHENTICATED: 'no token, or one that is wrong or over',
  PERMISSION_DENIED: 'a role is missing, or an access policy forbids it',
  NOT_FOUND: 'it is not there, or the caller may not see it',
  ALREADY_EXISTS: 'the name is taken, or it was made before',
  FAILED_PRECONDITION: 'the account is suspended',
  RESOURCE_EXHAUSTED: 'a quota is used up, or there were too many failures',
  UNIMPLEMENTED: 'the path has no such verb',
  UNAVAILABLE: 'the database cannot be reached; try again',
} as const satisfies Partial<Record<keyof typeof codes, string>>

const section = (method: Method): Html => {
  const { operationId, summary, verb, path, parameters, requestBody, responses, deprecated } = method
  const body = requestBody && fieldsOf(requestBody.content['application/json'].schema)
  const answer = fieldsOf(responses[200].content['application/json'].schema)
  return html`<section aria-labelledby="${operationId}">
    <h2 id="${operationId}">${summary}${deprecated ? ' At another path.' : ''}</h2>
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
      html`<h3>Body</h3>
        ${body.length > 0 ? list(body, 'required, ') : html`<p>An empty object.</p>`}`
    }
    <h3>Answer</h3>
    ${answer.length > 0 ? list(answer, '') : html`<p>An empty object.</p>`}
  </section>`
}

const rightsOf = ({ security, 'x-roles': roles }: Operation): Html => {
  if (security?.length === 0) return html`Open to everybody.`
  if (roles === undefined) return html`For everybody who is signed in.`
  return html`Needs any of ${roles.map((role, index) => html`${index > 0 ? ', ' : ''}<code>${role}</code>`)}.`
}

const parameterItem = ({ name, in: place, required, schema, description = '' }: Parameter): Html =>
  item(name, `in the ${place}, ${required ? 'required, ' : ''}${wordsOf(schema)}. ${description}`)

const list = (fields: readonly Field[], needs: string): Html =>
  html`<ul>
    ${fields.map(({ path, words, required }) => item(path, `${required ? needs : ''}${words}`))}
  </ul>`

const item = (name: string, words: string): Html => html`<li><code>${name}</code> ${words}</li>`
