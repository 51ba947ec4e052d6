import { administratorToken } from './service.ts'

/** The response, as text and parsed. */
export interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: Headers
  readonly body: Record<string, unknown>
}

export interface Call {
  readonly method?: string
  readonly body?: object | undefined
  readonly idempotencyKey?: string
  /** Replaces the administrator token. */
  readonly authorization?: string
}

/** Sends a request to a listening service. Rejects without a complete response. */
export const call = async (
  url: string,
  { method = 'GET', body, idempotencyKey, authorization = `Bearer ${administratorToken}` }: Call = {},
): Promise<Answer> => {
  const response = await fetch(url, {
    method,
    headers: {
      authorization,
      ...(body && { 'content-type': 'application/json' }),
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true
  const parsed = isJson ? (JSON.parse(text) as Record<string, unknown>) : {}
  return { status: response.status, text, headers: response.headers, body: parsed }
}

/** The folder that the first start creates. */
export const firstFolder = async (origin: string): Promise<string> => {
  const { body } = await call(`${origin}/resource-manager/v1/clouds`)
  const [cloud] = body['clouds'] as { id: string }[]
  const answer = await call(`${origin}/resource-manager/v1/folders?cloudId=${cloud?.id}`)
  const [folder] = answer.body['folders'] as { id: string }[]
  return folder?.id ?? ''
}
