import type { CreatedApiKey } from '../queries.ts'

/** A file that a created key can be saved as. */
export interface SecretFile {
  readonly name: string
  readonly type: string
  readonly write: (created: CreatedApiKey) => string
}

/** `api_key.yaml` like the CLI writes it, the API's JSON, and a file of environment variables. */
export const secretFiles: readonly SecretFile[] = [
  { name: 'api_key.yaml', type: 'application/yaml', write: (created) => toYaml(created) },
  { name: 'api_key.json', type: 'application/json', write: (created) => `${JSON.stringify(created, null, 1)}\n` },
  {
    name: 'api_key.env',
    type: 'text/plain',
    write: ({ apiKey, secret }) => `YC_API_KEY_ID=${apiKey.id}\nYC_API_KEY=${secret}\n`,
  },
]

// JSON strings are valid YAML. Only unambiguous values are left unquoted.
const scalar = (text: string) =>
  /^[A-Za-z][\w.-]{8,}$/.test(text) ? text : JSON.stringify(text).replaceAll(notPrintable, escaped)

// Characters that JSON leaves unescaped but YAML rejects or treats as line ends.
const notPrintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g
const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

const toYaml = ({ apiKey, secret }: CreatedApiKey): string => {
  const field = (name: string, value: string | undefined) => (value ? [`  ${name}: ${scalar(value)}`] : [])
  return [
    'api_key:',
    ...field('id', apiKey.id),
    ...field('service_account_id', apiKey.serviceAccountId),
    ...field('created_at', apiKey.createdAt),
    ...field('description', apiKey.description),
    ...(apiKey.scopes.length > 0 ? ['  scopes:', ...apiKey.scopes.map((scope) => `    - ${scalar(scope)}`)] : []),
    ...field('expires_at', apiKey.expiresAt),
    `secret: ${scalar(secret)}`,
    '',
  ].join('\n')
}

/** Downloads the file, and revokes its blob URL at once. */
export const download = ({ name, type, write }: SecretFile, created: CreatedApiKey): void => {
  const address = URL.createObjectURL(new Blob([write(created)], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
