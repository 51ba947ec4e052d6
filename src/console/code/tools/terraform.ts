import { invisible, unicodeEscape } from './invisible.ts'
import { changes, type CodeRequest, type Equivalent, type Note } from '../request.ts'

export interface TerraformOptions {
  /** Store the secret in Lockbox instead of the state. */
  readonly lockbox: boolean
  /** Ignore the deprecated `scope`, which the service returns for keys with one scope: each plan would change it. */
  readonly ignoreScope?: boolean
}

interface KeyFields {
  readonly serviceAccountId?: string | undefined
  readonly description?: string | undefined
  readonly scopes?: readonly string[] | undefined
  readonly expiresAt?: string | undefined
}

interface AccountFields {
  readonly name: string
  readonly description?: string | undefined
  readonly folderId: string
  readonly labels?: Readonly<Record<string, string>> | undefined
  readonly expiresAt?: string | undefined
}

const keyType = 'yandex_iam_service_account_api_key'
const keyBlock = 'api-key'
const accountType = 'yandex_iam_service_account'
const folderType = 'yandex_resourcemanager_folder'
/** The name of a block. A resource's name is a valid Terraform name, unless it is a placeholder. */
const blockName = (name: string, other: string) => (/^[a-z][-a-z0-9]*$/.test(name) ? name : other)
const accountBlock = (name: string) => blockName(name, 'service-account')

/** Blocks for the cloud's provider, formatted like `terraform fmt` (API reference 6.2). */
export const terraform = (request: CodeRequest, options: TerraformOptions): Equivalent => {
  const secret: readonly Note[] = [options.lockbox ? 'lockboxSecret' : 'secretInState']
  switch (request.id) {
    case 'createApiKey':
      return { code: keyCode(request.body, options), notes: secret }
    case 'updateApiKey': {
      const changed = changes(request.body)
      if (changed.expiresAt === '') return { notes: ['expiryStaysInTerraform'] }
      const code = keyCode({ ...request.apiKey, ...changed }, options)
      return { code, notes: ['changedBlock', 'keyNotImported', ...secret] }
    }
    case 'deleteApiKey':
      return { code: destroy(`${keyType}.${keyBlock}`), notes: ['removeBlock', 'blockName'] }
    case 'createFolder': {
      const { name, description, cloudId } = request.body
      const attributes = aligned({
        name: string(name),
        description: description && string(description),
        cloud_id: string(cloudId),
      })
      return { code: block(`resource "${folderType}" "${blockName(name, 'folder')}"`, attributes), notes: [] }
    }
    case 'createServiceAccount':
      return { code: accountCode(accountBlock(request.body.name), request.body), notes: [] }
    case 'updateServiceAccount': {
      const { account, body } = request
      const name = accountBlock(account.name)
      const code = accountCode(name, { ...account, ...changes(body) })
      return {
        code: `# terraform import ${accountType}.${name} ${account.id}\n${code}`,
        notes: ['changedBlock', 'blockName'],
      }
    }
    case 'deleteServiceAccount': {
      const code = destroy(`${accountType}.${accountBlock(request.account.name)}`)
      return { code, notes: ['removeBlock', 'blockName'] }
    }
    case 'suspendServiceAccount':
    case 'reactivateServiceAccount':
      return { notes: ['suspendNotInTerraform'] }
    case 'listApiKeys':
    case 'listServiceAccounts':
      return { notes: ['listNotInTerraform'] }
  }
}

const destroy = (address: string) => `terraform destroy -target=${address}`

const keyCode = (
  { serviceAccountId, description, scopes, expiresAt }: KeyFields,
  { lockbox, ignoreScope = false }: TerraformOptions,
) => {
  const attributes = aligned({
    service_account_id: serviceAccountId && string(serviceAccountId),
    description: description && string(description),
    scopes: scopes && scopes.length > 0 ? `[${scopes.map(string).join(', ')}]` : undefined,
    expires_at: expiresAt && string(expiresAt),
  })
  const output = aligned({ secret_id: '"<Lockbox_secret_ID>"', entry_for_secret_key: '"secret_key"' })
  return block(`resource "${keyType}" "${keyBlock}"`, [
    ...attributes,
    ...(lockbox ? ['', ...block('output_to_lockbox', output).split('\n')] : []),
    ...(ignoreScope && scopes?.length === 1
      ? ['', ...block('lifecycle', ['ignore_changes = [scope]']).split('\n')]
      : []),
  ])
}

const accountCode = (block_: string, { name, description, folderId, labels, expiresAt }: AccountFields) => {
  const entries = Object.entries(labels ?? {}).map(([key, value]) => [string(key), string(value)] as const)
  return block(`resource "${accountType}" "${block_}"`, [
    ...aligned({
      name: string(name),
      description: description && string(description),
      folder_id: string(folderId),
      expires_at: expiresAt && string(expiresAt),
    }),
    ...(entries.length > 0 ? ['', ...block('labels =', aligned(Object.fromEntries(entries))).split('\n')] : []),
  ])
}

const block = (head: string, lines: readonly string[]) =>
  [`${head} {`, ...lines.map((line) => (line === '' ? '' : `  ${line}`)), '}'].join('\n')

const aligned = (values: Readonly<Record<string, string | undefined>>): string[] => {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== '')
  const width = Math.max(...given.map(([name]) => name.length))
  return given.map(([name, value]) => `${name.padEnd(width)} = ${value}`)
}

/** Quotes a text as a template without interpolations. */
const string = (text: string): string => {
  const escaped = text
    .replaceAll(/[\\"]/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`)
    // The lookbehind keeps it linear: a run of `$` or `%` is matched once, not from each character.
    .replaceAll(/(?<![$%])([$%]+)\{/g, (_, signs: string) => literalBrace(signs))
    .replaceAll(invisible, hclEscape)
  return `"${escaped}"`
}

// `$${` is a literal `${`. In a longer run only the last character can begin a template.
const literalBrace = (signs: string) => {
  const last = signs.slice(-1)
  return signs.length === 1 ? `${last}${last}{` : `${signs.slice(0, -1)}${unicodeEscape(last)}{`
}

const hclEscape = (character: string) => {
  const code = character.codePointAt(0) ?? 0
  return code > 0xff_ff ? `\\U${code.toString(16).padStart(8, '0')}` : unicodeEscape(character)
}
