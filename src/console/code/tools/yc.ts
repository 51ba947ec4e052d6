import { changes, type CodeRequest, type Equivalent } from '../request.ts'
import { command, flag, quote } from './shell.ts'

type Values = Readonly<Record<string, string | undefined>>

const flags = (values: Values): string[] =>
  Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [flag(name, value)]))

const given = (text: string | undefined) => (text === '' ? undefined : text)

/** `env=prod,team=core`. Keys and values contain neither character (API reference 1.2). */
const pairs = (labels: Readonly<Record<string, string>> = {}): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',')

/** The command for the cloud's CLI (API reference 6.1). */
export const yc = (request: CodeRequest): Equivalent => {
  switch (request.id) {
    case 'createApiKey':
      return { code: `${createKey(request.body)} \\\n  > api_key.yaml`, notes: ['keyToFile'] }
    case 'listApiKeys':
      return {
        code: command('yc iam api-key list', flags({ 'service-account-id': request.serviceAccountId })),
        notes: ['limit'],
      }
    case 'listServiceAccounts':
      return {
        code: command('yc iam service-account list', flags({ 'folder-id': request.folderId })),
        notes: ['limit'],
      }
    default:
      return { code: commandOf(request), notes: [] }
  }
}

type Short = Exclude<CodeRequest, { id: 'createApiKey' | 'listApiKeys' | 'listServiceAccounts' }>

const commandOf = (request: Short): string => {
  switch (request.id) {
    case 'updateApiKey': {
      const changed = changes(request.body)
      return command(`yc iam api-key update ${quote(request.apiKey.id)}`, [
        ...flags({ description: changed.description }),
        ...flags({ scopes: changed.scopes?.join(','), 'expires-at': changed.expiresAt }),
      ])
    }
    case 'deleteApiKey':
      return `yc iam api-key delete ${quote(request.apiKey.id)}`
    case 'createFolder': {
      const { cloudId, name, description } = request.body
      return command(
        'yc resource-manager folder create',
        flags({ name, 'cloud-id': cloudId, description: given(description) }),
      )
    }
    case 'createServiceAccount':
      return createAccount(request.body)
    case 'updateServiceAccount':
      return updateAccount(request)
    case 'deleteServiceAccount':
      return `yc iam service-account delete ${quote(request.account.id)}`
    case 'suspendServiceAccount': {
      const { reason, expiresAt } = request.body
      return command(
        `yc iam service-account suspend ${quote(request.account.id)}`,
        flags({ reason: given(reason), 'expires-at': expiresAt }),
      )
    }
    case 'reactivateServiceAccount':
      return `yc iam service-account reactivate ${quote(request.account.id)}`
  }
}

const createKey = (body: Extract<CodeRequest, { id: 'createApiKey' }>['body']) =>
  command(
    'yc iam api-key create',
    flags({
      'service-account-id': body.serviceAccountId,
      description: given(body.description),
      scopes: given(body.scopes?.join(',')),
      'expires-at': body.expiresAt,
    }),
  )

const createAccount = (body: Extract<CodeRequest, { id: 'createServiceAccount' }>['body']) => {
  const create = command(
    'yc iam service-account create',
    flags({
      name: body.name,
      'folder-id': body.folderId,
      description: given(body.description),
      labels: given(pairs(body.labels)),
    }),
  )
  if (body.expiresAt === undefined) return create
  // The flag is documented for `update` but not for `create`.
  const update = flags({ name: body.name, 'folder-id': body.folderId, 'expires-at': body.expiresAt })
  return `${create} && \\\n${command('yc iam service-account update', update)}`
}

const updateAccount = ({ account, body }: Extract<CodeRequest, { id: 'updateServiceAccount' }>) => {
  const { name, description, labels, expiresAt } = changes(body)
  const gone = labels === undefined ? [] : Object.keys(account.labels).filter((key) => !(key in labels))
  const set = flags({ 'new-name': name, description, labels: given(pairs(labels)), 'expires-at': expiresAt })
  const at = (verb: string) => `yc iam service-account ${verb} ${quote(account.id)}`
  // It is undocumented whether `update` replaces labels or adds to them. This order works for both.
  const remove = gone.length > 0 ? [command(at('remove-labels'), [flag('labels', gone.join(','))])] : []
  const update = set.length > 0 ? [command(at('update'), set)] : []
  return [...remove, ...update].join(' && \\\n')
}
