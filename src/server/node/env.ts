import * as z from 'zod/mini'

import { isUpstream } from '../gateway/hosts.ts'
import { addressList } from './client-address.ts'

const wholeNumber = (max: number) => {
  const explain = `must be a whole number from 0 to ${max}`
  return z.pipe(
    z.string().check(z.regex(/^\d{1,9}$/, explain)),
    z.pipe(z.transform(Number), z.number().check(z.lte(max, explain))),
  )
}

// Only these proxies are trusted to report their clients' addresses.
const proxies = z.pipe(
  z
    .string()
    .check(
      z.refine(
        (text) => addressList(text) !== undefined,
        'must be addresses or networks such as 10.0.0.0/8, separated by commas',
      ),
    ),
  z.transform((text: string) => addressList(text)),
)

// Joined to every path and written into HTML, JSON and cookies, so without anything that needs an escape.
const basePath = z.pipe(
  z
    .string()
    .check(
      z.regex(
        /^\/$|^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)+\/?$/,
        'must be a path such as /keyrack, of letters, digits and - _ . ~ between single slashes',
      ),
    ),
  z.transform((path: string) => path.replace(/\/$/, '')),
)

const hostAndPort = z
  .string()
  .check(
    z.refine(
      (text) => /^(?:[\w.-]+|\[[\da-f:.]+\]):[1-9]\d{0,4}$/i.test(text),
      'must be a host and a port such as keyrack.example:443, without a scheme',
    ),
  )

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
const databaseUrl = /^postgres(ql)?:\/\//

const schema = z.object({
  HOST: z._default(z.string().check(z.regex(/^\S+$/, 'must not contain spaces')), '127.0.0.1'),
  PORT: z._default(wholeNumber(65_535), 8080),
  KEYRACK_TLS_CERT: z.optional(z.string()),
  KEYRACK_TLS_KEY: z.optional(z.string()),
  KEYRACK_BASE_PATH: z._default(basePath, ''),
  KEYRACK_ADVERTISED_ADDRESS: z.optional(hostAndPort),
  KEYRACK_DATA_DIR: z._default(z.string(), './data'),
  DATABASE_URL: z.optional(z.string().check(z.regex(databaseUrl, 'must start with postgres:// or postgresql://'))),
  KEYRACK_ADMIN_TOKEN: z.optional(
    z.string().check(z.minLength(16, 'must have at least 16 characters'), z.regex(/^\S*$/, 'must not contain spaces')),
  ),
  KEYRACK_SESSION_SECRET: z.optional(z.string().check(z.minLength(32, 'must have at least 32 characters'))),
  KEYRACK_SEED: z.optional(z.enum(['demo'], 'must be demo or unset')),
  KEYRACK_TRUSTED_PROXIES: z.optional(proxies),
  KEYRACK_API_KEYS_QUOTA: z._default(wholeNumber(100_000_000), 1000),
  KEYRACK_SERVICE_ACCOUNTS_QUOTA: z._default(wholeNumber(100_000_000), 100),
  KEYRACK_UPSTREAM: z.optional(
    z
      .string()
      .check(
        z.refine(
          isUpstream,
          'must be yandex-cloud, or the root of a compatible cloud such as https://api.cloud.example (http:// only on this machine)',
        ),
      ),
  ),
  LOG_LEVEL: z._default(z.enum(logLevels, `must be one of ${logLevels.join(', ')}`), 'info'),
})

/** The operator's settings. The README describes every variable. */
export type Config = z.output<typeof schema>

/** The environment is invalid. `problems` has one readable line per variable, and never contains a value. */
export class EnvError extends Error {
  override readonly name = 'EnvError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

/**
 * Parses the environment. Empty variables count as absent, because container tools often set them.
 *
 * @throws EnvError on an invalid value or an unknown `KEYRACK_` variable
 */
export const readEnv = (env: Readonly<Record<string, string | undefined>>): Config => {
  const nonEmpty = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '' && value !== undefined))
  const parsed = schema.safeParse(nonEmpty)
  const invalid = new Map(parsed.error?.issues.map((issue) => [String(issue.path[0]), issue.message]))
  const problems = [
    ...[...invalid].map(([name, explain]) => `${name} ${explain}`),
    ...Object.keys(nonEmpty).filter(isUnknown).map(describeUnknown),
    ...(nonEmpty['KEYRACK_UPSTREAM'] === undefined
      ? []
      : serviceOnly.filter((name) => name in nonEmpty).map(describeUseless)),
    ...('KEYRACK_TLS_CERT' in nonEmpty === 'KEYRACK_TLS_KEY' in nonEmpty
      ? []
      : ['KEYRACK_TLS_CERT and KEYRACK_TLS_KEY must be set together']),
  ]
  if (problems.length > 0 || parsed.data === undefined) throw new EnvError(problems)
  return parsed.data
}

const known = Object.keys(schema.shape).filter((name) => name.startsWith('KEYRACK_'))
const isUnknown = (name: string) => name.startsWith('KEYRACK_') && !known.includes(name)
const describeUnknown = (name: string) => `${name} is unknown: use one of ${known.join(', ')}`

// The gateway stores nothing. Somebody who set one of these expects otherwise.
const serviceOnly = [
  'KEYRACK_DATA_DIR',
  'DATABASE_URL',
  'KEYRACK_ADMIN_TOKEN',
  'KEYRACK_ADVERTISED_ADDRESS',
  'KEYRACK_SEED',
  'KEYRACK_API_KEYS_QUOTA',
  'KEYRACK_SERVICE_ACCOUNTS_QUOTA',
] as const satisfies readonly (keyof Config)[]
const describeUseless = (name: string) => `${name} has no effect with KEYRACK_UPSTREAM: remove one of the two`
