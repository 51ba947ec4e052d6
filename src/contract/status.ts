import * as z from 'zod/mini'

/** The gRPC codes and the HTTP status each maps to (API reference 1.7). */
export const codes = {
  CANCELLED: { code: 1, http: 499 },
  UNKNOWN: { code: 2, http: 500 },
  INVALID_ARGUMENT: { code: 3, http: 400 },
  DEADLINE_EXCEEDED: { code: 4, http: 504 },
  NOT_FOUND: { code: 5, http: 404 },
  ALREADY_EXISTS: { code: 6, http: 409 },
  PERMISSION_DENIED: { code: 7, http: 403 },
  RESOURCE_EXHAUSTED: { code: 8, http: 429 },
  FAILED_PRECONDITION: { code: 9, http: 400 },
  ABORTED: { code: 10, http: 409 },
  OUT_OF_RANGE: { code: 11, http: 400 },
  UNIMPLEMENTED: { code: 12, http: 501 },
  INTERNAL: { code: 13, http: 500 },
  UNAVAILABLE: { code: 14, http: 503 },
  DATA_LOSS: { code: 15, http: 500 },
  UNAUTHENTICATED: { code: 16, http: 401 },
} as const

export type CodeName = keyof typeof codes

/** A google.protobuf.Any in JSON: `@type` and the message's own fields. */
export const any = z.looseObject({ '@type': z.string() })
export type Any = z.infer<typeof any>

/** google.rpc.Status: the body of every error response. */
export const status = z.object({
  code: z.int(),
  message: z._default(z.string(), ''),
  details: z._default(z.array(any), []),
})
export type Status = z.infer<typeof status>

const typeUrl = 'type.googleapis.com/'

/** One rejected field of a `google.rpc.BadRequest`. `field` is a snake_case path. */
export interface FieldViolation {
  readonly field: string
  readonly description: string
}

export const requestInfo = (requestId: string): Any => ({ '@type': `${typeUrl}google.rpc.RequestInfo`, requestId })

export const badRequest = (fieldViolations: readonly FieldViolation[]): Any => ({
  '@type': `${typeUrl}google.rpc.BadRequest`,
  fieldViolations,
})

/** `yandex.cloud.quota.QuotaFailure`: limit and usage of an exhausted quota. Numbers are strings on the wire (int64). */
export const quotaFailure = (metric: string, limit: number, usage: number): Any => ({
  '@type': `${typeUrl}yandex.cloud.quota.QuotaFailure`,
  violations: [{ metric: { name: metric, limit: String(limit), usage: String(usage) }, required: String(usage + 1) }],
})

/** `google.rpc.RetryInfo`: how long to wait before retrying. */
export const retryInfo = (seconds: number): Any => ({
  '@type': `${typeUrl}google.rpc.RetryInfo`,
  retryDelay: `${seconds}s`,
})

/**
 * `google.rpc.ResourceInfo`: the resource an error concerns.
 * @param resourceType a message name or a path such as `iam.apiKey`
 */
export const resourceInfo = (resourceType: string, resourceName: string, owner = ''): Any => ({
  '@type': `${typeUrl}google.rpc.ResourceInfo`,
  resourceType,
  resourceName,
  ...(owner !== '' && { owner }),
})

const violations = z.object({ fieldViolations: z.array(z.object({ field: z.string(), description: z.string() })) })
const quotaViolations = z.object({
  violations: z.array(
    z.object({ metric: z.object({ name: z.string(), limit: z.coerce.string(), usage: z.coerce.string() }) }),
  ),
})
const resource = z.object({ resourceType: z.string(), resourceName: z.string() })
const request = z.object({ requestId: z.string() })

const detail = <T>(details: readonly Any[], type: string, schema: z.ZodMiniType<T>): T | undefined => {
  const found = details.find((candidate) => candidate['@type'] === typeUrl + type)
  const parsed = schema.safeParse(found)
  return parsed.success ? parsed.data : undefined
}

/** The field violations of a Status, empty if it has none. */
export const fieldViolations = ({ details }: Status): readonly FieldViolation[] =>
  detail(details, 'google.rpc.BadRequest', violations)?.fieldViolations ?? []

/** The request id of a Status, which users quote to support. */
export const requestIdOf = ({ details }: Status): string | undefined =>
  detail(details, 'google.rpc.RequestInfo', request)?.requestId

/** The first exhausted quota of a Status: its name, limit and usage. */
export const exhaustedQuota = ({ details }: Status) =>
  detail(details, 'yandex.cloud.quota.QuotaFailure', quotaViolations)?.violations[0]?.metric

const accessPolicy = 'yandex.cloud.access.AccessPolicy'

/** The access policy that caused a PERMISSION_DENIED, if one did. */
export const forbiddingPolicy = ({ details }: Status): string | undefined => {
  const info = detail(details, 'google.rpc.ResourceInfo', resource)
  return info?.resourceType === accessPolicy ? info.resourceName : undefined
}
