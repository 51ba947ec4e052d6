import { readFileSync } from 'node:fs'

import * as z from 'zod/mini'

import { isUpstream } from '../gateway/hosts.ts'
import { addressList } from './client-address.ts'
import { errorCode } from './error-code.ts'

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

/** The operator's settings. The README describes each. */
export type Config = z.output<typeof schema>
type Name = keyof Config

interface Setting {
  readonly help: string
  /** What its flag takes. A secret has no flag, because other users of the machine can read command lines. */
  readonly value?: string
}

/** What `--help` says, in this order. */
export const settings: Readonly<Record<Name, Setting>> = {
  HOST: { value: '<address>', help: 'address to listen on' },
  PORT: { value: '<number>', help: 'port to listen on, 0 for any free one' },
  KEYRACK_TLS_CERT: { value: '<file>', help: 'certificate with its chain, as PEM, to serve HTTPS' },
  KEYRACK_TLS_KEY: { value: '<file>', help: 'key of the certificate, as PEM' },
  KEYRACK_BASE_PATH: { value: '<path>', help: 'path below which everything is served, such as /keyrack' },
  KEYRACK_ADVERTISED_ADDRESS: { value: '<host:port>', help: 'what /endpoints tells clients, behind a proxy' },
  KEYRACK_TRUSTED_PROXIES: { value: '<addresses>', help: 'proxies whose X-Forwarded-For is trusted' },
  KEYRACK_DATA_DIR: { value: '<folder>', help: 'folder of the embedded database and of the session key' },
  KEYRACK_SEED: { value: 'demo', help: 'fills an empty database with demo data' },
  KEYRACK_API_KEYS_QUOTA: { value: '<number>', help: 'API keys per cloud, 0 for no limit' },
  KEYRACK_SERVICE_ACCOUNTS_QUOTA: { value: '<number>', help: 'service accounts per cloud, 0 for no limit' },
  KEYRACK_UPSTREAM: { value: '<cloud>', help: 'cloud to manage instead: yandex-cloud, or the URL of a compatible one' },
  LOG_LEVEL: { value: '<level>', help: `level of the log on stderr: ${logLevels.join(', ')}` },
  DATABASE_URL: { help: 'a PostgreSQL database to use instead of the embedded one' },
  KEYRACK_ADMIN_TOKEN: { help: 'the administrator token, by default generated and printed' },
  KEYRACK_SESSION_SECRET: { help: 'encrypts the session cookies, the same for all replicas' },
}

export const names = Object.keys(settings) as readonly Name[]
export const isSecret = (name: Name): boolean => settings[name].value === undefined

/** The flag of a setting, such as `--data-dir`. That of a secret is refused. */
export const flagOf = (name: Name): string =>
  `--${name
    .replace(/^KEYRACK_/, '')
    .replaceAll('_', '-')
    .toLowerCase()}`

/** The value that a setting has if it is not given. Empty if it has none. */
export const defaultOf = (name: Name): string => {
  const value = defaults[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
const defaults: Partial<Config> = schema.parse({})

const fileOf = (name: Name) => `${name}_FILE`

/** The settings are invalid. `problems` has one readable line for each, and never contains a value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

type Values = Readonly<Record<string, string | undefined>>

/**
 * Parses the environment, and the flags, which win. Empty variables count as absent, because container tools often set
 * them. A secret can be in a file that `<variable>_FILE` names, whose last line break does not count.
 *
 * @param flags by the variables of their settings
 * @throws SettingsError on an invalid value or an unknown `KEYRACK_` variable
 */
export const readSettings = (env: Values, flags: Values = {}): Config => {
  const variables = withoutEmpty(env)
  const secrets = readSecrets(variables)
  const values: Values = { ...variables, ...secrets.values, ...flags }
  const parsed = schema.safeParse(values)
  /** The name under which the operator gave it. */
  const given = (name: string) => {
    if (flags[name] !== undefined) return flagOf(name as Name)
    return name in secrets.values ? fileOf(name as Name) : name
  }
  const invalid = new Map(parsed.error?.issues.map((issue) => [String(issue.path[0]), issue.message]))
  const problems = [
    ...secrets.problems,
    ...[...invalid].map(
      ([name, explain]) => `${name in secrets.values ? 'The content of ' : ''}${given(name)} ${explain}`,
    ),
    ...Object.keys(variables).filter(isUnknown).map(describeUnknown),
    ...(values['KEYRACK_UPSTREAM'] === undefined
      ? []
      : serviceOnly
          .filter((name) => values[name] !== undefined)
          .map((name) => `${given(name)} has no effect with ${given('KEYRACK_UPSTREAM')}: remove one of the two`)),
    ...((values['KEYRACK_TLS_CERT'] === undefined) === (values['KEYRACK_TLS_KEY'] === undefined)
      ? []
      : [`${given('KEYRACK_TLS_CERT')} and ${given('KEYRACK_TLS_KEY')} must be set together`]),
  ]
  if (problems.length > 0 || parsed.data === undefined) throw new SettingsError(problems)
  return parsed.data
}

const withoutEmpty = (env: Values): Values => Object.fromEntries(Object.entries(env).filter(([, value]) => value))

/** @throws SettingsError without the path: it may be a secret that was pasted instead */
export const readNamedFile = (name: string, file: string): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
  } catch (error) {
    throw new SettingsError([`${name} must name a text file that can be read (${errorCode(error)})`])
  }
}

const readSecrets = (variables: Values) => {
  const values: Record<string, string> = {}
  const problems: string[] = []
  for (const name of names.filter(isSecret)) {
    const file = variables[fileOf(name)]
    if (file === undefined) continue
    if (variables[name] !== undefined) {
      problems.push(`${name} and ${fileOf(name)} are both set: remove one of the two`)
      continue
    }
    try {
      const secret = readNamedFile(fileOf(name), file).replace(/\r?\n$/, '')
      if (secret === '') problems.push(`${fileOf(name)} names an empty file`)
      else values[name] = secret
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error
      problems.push(...error.problems)
    }
  }
  return { values, problems }
}

const known = names.flatMap((name) => (isSecret(name) ? [name, fileOf(name)] : name))
const ours = known.filter((name) => name.startsWith('KEYRACK_'))
const isUnknown = (name: string) => name.startsWith('KEYRACK_') && !ours.includes(name)
const describeUnknown = (name: string) => `${name} is unknown: use one of ${ours.join(', ')}`

// The gateway stores nothing. Somebody who set one of these expects otherwise.
const serviceOnly = [
  'KEYRACK_DATA_DIR',
  'DATABASE_URL',
  'KEYRACK_ADMIN_TOKEN',
  'KEYRACK_ADVERTISED_ADDRESS',
  'KEYRACK_SEED',
  'KEYRACK_API_KEYS_QUOTA',
  'KEYRACK_SERVICE_ACCOUNTS_QUOTA',
] as const satisfies readonly Name[]
