import { invisible, unicodeEscape } from './invisible.ts'
import { changes, type CodeRequest, type Equivalent, pageLimit } from '../request.ts'

/** JavaScript expressions for `host:port`. The SDK looks no address up (API reference 7). */
export interface SdkAddresses {
  readonly service: string
  readonly operation: string
}

/**
 * JavaScript for the cloud's SDK, whose requests are gRPC messages (API reference 6.4).
 *
 * @param addresses the cloud's own, which the SDK knows, by default
 */
export const nodeSdk = (request: CodeRequest, addresses?: SdkAddresses): Equivalent => {
  const { program, notes } = programOf(request)
  return program === undefined ? { notes } : { code: program(addresses), notes }
}

interface Programmed {
  readonly program?: Program
  readonly notes: Equivalent['notes']
}
type Program = (addresses: SdkAddresses | undefined) => string

const programOf = (request: CodeRequest): Programmed => {
  switch (request.id) {
    case 'createApiKey': {
      const program = keyCode('{ apiKey, secret }', 'create', 'CreateApiKey', request.body)
      return { program, notes: ['secretInAnswer', ...notes] }
    }
    case 'updateApiKey': {
      const set = changes(request.body)
      return {
        program: keyCode(undefined, 'update', 'UpdateApiKey', updated('apiKeyId', request.apiKey.id, set)),
        notes,
      }
    }
    case 'deleteApiKey':
      return { program: keyCode(undefined, 'delete', 'DeleteApiKey', { apiKeyId: request.apiKey.id }), notes }
    case 'listApiKeys': {
      const page = { serviceAccountId: request.serviceAccountId, pageSize: pageLimit }
      return { program: keyCode('{ apiKeys }', 'list', 'ListApiKeys', page), notes: ['limit', ...notes] }
    }
    case 'createFolder':
      return { program: folderCode(undefined, 'create', 'CreateFolder', request.body), notes }
    case 'createServiceAccount': {
      if (request.body.expiresAt !== undefined) return { notes: ['accountExpiryNotInSdk'] }
      return { program: accountCode(undefined, 'create', 'CreateServiceAccount', request.body), notes }
    }
    case 'updateServiceAccount': {
      const set = changes(request.body)
      if (set.expiresAt !== undefined) return { notes: ['accountExpiryNotInSdk'] }
      const message = updated('serviceAccountId', request.account.id, set)
      return { program: accountCode(undefined, 'update', 'UpdateServiceAccount', message), notes }
    }
    case 'deleteServiceAccount': {
      const message = { serviceAccountId: request.account.id }
      return { program: accountCode(undefined, 'delete', 'DeleteServiceAccount', message), notes }
    }
    case 'suspendServiceAccount':
    case 'reactivateServiceAccount':
      return { notes: ['suspendNotInSdk'] }
    case 'listServiceAccounts': {
      const page = { folderId: request.folderId, pageSize: pageLimit }
      const program = accountCode('{ serviceAccounts }', 'list', 'ListServiceAccounts', page)
      return { program, notes: ['limit', ...notes] }
    }
  }
}

const notes = ['sdkVersion'] as const

interface Service {
  /** The part of the SDK. */
  readonly part: string
  readonly module: string
  readonly client: string
}
type Message = object

/** A program. With `result`, the call returns it. Otherwise the call starts an Operation to wait for. */
const programFor =
  ({ part, module, client }: Service) =>
  (result: string | undefined, verb: string, message: string, fields: Message): Program =>
  (addresses) => {
    const request = `${module}.${message}Request.fromPartial(${literal(fields)})`
    const call = `await client.${verb}(\n  ${request.replaceAll('\n', '\n  ')},\n)`
    return [
      `import { Session${result === undefined ? ', waitForOperation' : ''} } from '@yandex-cloud/nodejs-sdk'`,
      `import { ${module} } from '@yandex-cloud/nodejs-sdk/${part}'`,
      '',
      'const session = new Session({ iamToken: process.env.IAM_TOKEN })',
      `const client = session.client(${module}.${client}${addresses ? `, ${addresses.service}` : ''})`,
      `const ${result ?? 'operation'} = ${call}`,
      ...(result === undefined
        ? [`await waitForOperation(operation, session${addresses ? `, 600_000, ${addresses.operation}` : ''})`]
        : []),
    ].join('\n')
  }

const keyCode = programFor({ part: 'iam-v1', module: 'apiKeyService', client: 'ApiKeyServiceClient' })
const accountCode = programFor({
  part: 'iam-v1',
  module: 'serviceAccountService',
  client: 'ServiceAccountServiceClient',
})
const folderCode = programFor({ part: 'resourcemanager-v1', module: 'folderService', client: 'FolderServiceClient' })

// The gRPC mask uses the names of the protos: `expires_at`.
const updated = (idName: string, id: string, set: Message): Message => {
  const paths = Object.keys(set).map((name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
  return { [idName]: id, updateMask: { paths }, ...set }
}

/** Fields of a message, one per line. Empty fields are omitted, because protobuf cannot express them. */
const literal = (fields: Message): string => {
  const lines = Object.entries(fields).flatMap(([name, value]) => {
    if (value === undefined || value === '') return []
    return [`  ${name}: ${name === 'expiresAt' ? `new Date(${string(String(value))})` : expression(value)},`]
  })
  return ['{', ...lines, '}'].join('\n')
}

const expression = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(expression).join(', ')}]`
  if (typeof value === 'string') return string(value)
  if (typeof value !== 'object' || value === null) return String(value)
  const entries = Object.entries(value).map(([key, item]) => `${property(key)}: ${expression(item)}`)
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

const property = (name: string) => (/^[a-z]\w*$/i.test(name) ? name : string(name))

const string = (text: string): string => {
  const escaped = text.replaceAll(/[\\']/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)
  return `'${escaped.replaceAll(invisible, unicodeEscape)}'`
}
