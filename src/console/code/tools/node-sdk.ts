import { invisible, unicodeEscape } from './invisible.ts'
import { changes, type CodeRequest, type Equivalent, pageLimit } from '../request.ts'

/** JavaScript for the cloud's SDK, whose requests are gRPC messages (API reference 6.4). */
export const nodeSdk = (request: CodeRequest): Equivalent => {
  switch (request.id) {
    case 'createApiKey': {
      const code = keyCode('{ apiKey, secret }', 'create', 'CreateApiKey', request.body)
      return { code, notes: ['secretInAnswer', ...notes] }
    }
    case 'updateApiKey': {
      const set = changes(request.body)
      return { code: keyCode(undefined, 'update', 'UpdateApiKey', updated('apiKeyId', request.apiKey.id, set)), notes }
    }
    case 'deleteApiKey':
      return { code: keyCode(undefined, 'delete', 'DeleteApiKey', { apiKeyId: request.apiKey.id }), notes }
    case 'listApiKeys': {
      const page = { serviceAccountId: request.serviceAccountId, pageSize: pageLimit }
      return { code: keyCode('{ apiKeys }', 'list', 'ListApiKeys', page), notes: ['limit', ...notes] }
    }
    case 'createFolder':
      return { code: folderCode(undefined, 'create', 'CreateFolder', request.body), notes }
    case 'createServiceAccount': {
      if (request.body.expiresAt !== undefined) return { notes: ['accountExpiryNotInSdk'] }
      return { code: accountCode(undefined, 'create', 'CreateServiceAccount', request.body), notes }
    }
    case 'updateServiceAccount': {
      const set = changes(request.body)
      if (set.expiresAt !== undefined) return { notes: ['accountExpiryNotInSdk'] }
      const message = updated('serviceAccountId', request.account.id, set)
      return { code: accountCode(undefined, 'update', 'UpdateServiceAccount', message), notes }
    }
    case 'deleteServiceAccount': {
      const message = { serviceAccountId: request.account.id }
      return { code: accountCode(undefined, 'delete', 'DeleteServiceAccount', message), notes }
    }
    case 'suspendServiceAccount':
    case 'reactivateServiceAccount':
      return { notes: ['suspendNotInSdk'] }
    case 'listServiceAccounts': {
      const page = { folderId: request.folderId, pageSize: pageLimit }
      const code = accountCode('{ serviceAccounts }', 'list', 'ListServiceAccounts', page)
      return { code, notes: ['limit', ...notes] }
    }
  }
}

const notes = ['tokenVariable', 'cloud'] as const

interface Service {
  /** The part of the SDK. */
  readonly part: string
  readonly module: string
  readonly client: string
}
type Message = object

/** A program. With `result`, the call returns it. Otherwise the call starts an Operation to wait for. */
const program =
  ({ part, module, client }: Service) =>
  (result: string | undefined, verb: string, message: string, fields: Message): string => {
    const request = `${module}.${message}Request.fromPartial(${literal(fields)})`
    const call = `await client.${verb}(\n  ${request.replaceAll('\n', '\n  ')},\n)`
    return [
      `import { Session${result === undefined ? ', waitForOperation' : ''} } from '@yandex-cloud/nodejs-sdk'`,
      `import { ${module} } from '@yandex-cloud/nodejs-sdk/${part}'`,
      '',
      'const session = new Session({ iamToken: process.env.IAM_TOKEN })',
      `const client = session.client(${module}.${client})`,
      `const ${result ?? 'operation'} = ${call}`,
      ...(result === undefined ? ['await waitForOperation(operation, session)'] : []),
    ].join('\n')
  }

const keyCode = program({ part: 'iam-v1', module: 'apiKeyService', client: 'ApiKeyServiceClient' })
const accountCode = program({ part: 'iam-v1', module: 'serviceAccountService', client: 'ServiceAccountServiceClient' })
const folderCode = program({ part: 'resourcemanager-v1', module: 'folderService', client: 'FolderServiceClient' })

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
