import { describe, expect, it } from 'vitest'

import type { Answer, openApp } from '../../testing/open-app.ts'
import { roles } from '../roles.ts'

// The permissions again, from API reference 4.6 and not from the code.
const owner = ['admin', 'resource-manager.clouds.owner']
const accountAdmin = [...owner, 'iam.admin', 'iam.serviceAccounts.admin']
const accountEditor = [...accountAdmin, 'editor', 'iam.editor']
const keyAdmin = [...accountEditor, 'iam.serviceAccounts.apiKeyAdmin', 'iam.serviceAccounts.keyAdmin']
const auditor = ['viewer', 'auditor', 'iam.viewer', 'iam.auditor']
const keyViewer = [...keyAdmin, ...auditor]
const accountViewer = [
  ...keyViewer,
  'iam.serviceAccounts.user',
  'iam.serviceAccounts.accessKeyAdmin',
  'iam.serviceAccounts.authorizedKeyAdmin',
]
const tokenCreator = [...owner, 'iam.admin', 'iam.serviceAccounts.tokenCreator']
const resourceAdmin = [...owner, 'resource-manager.admin']
const resourceAuditor = [
  ...resourceAdmin,
  ...auditor,
  'editor',
  'iam.editor',
  'iam.admin',
  'resource-manager.auditor',
  'resource-manager.viewer',
  'resource-manager.editor',
]
const folderEditor = [...resourceAdmin, 'editor', 'resource-manager.editor']
const folderSeer = [...resourceAuditor, ...accountViewer, ...tokenCreator]
const cloudSeer = [...folderSeer, 'resource-manager.clouds.member']

const levels = ['account', 'folder', 'cloud', 'none'] as const
type Level = (typeof levels)[number]
type Kind = 'account' | 'key' | 'operation' | 'folder' | 'cloud'

/** An app with an account, its key, and a robot that has one role on one resource. */
const openRobot = async (open: typeof openApp, level: Level, roleId: string) => {
  const app = await open()
  const lastOperation = () => `/operations/${(app.committed.at(-1) as { id: string }).id}`
  const target = await app.account()
  const accountCreation = lastOperation()
  const { apiKey } = await app.key(target)
  const keyCreation = lastOperation()
  const robot = await app.robot()
  if (level === 'account') await app.grant('serviceAccounts', target, roleId, robot.id)
  if (level === 'folder') await app.grant('folders', app.folder.id, roleId, robot.id)
  if (level === 'cloud') await app.grant('clouds', app.cloud.id, roleId, robot.id)
  const account = `/iam/v1/serviceAccounts/${target}`
  const key = `/iam/v1/apiKeys/${apiKey.id}`
  const folder = `/resource-manager/v1/folders/${app.folder.id}`
  const cloud = `/resource-manager/v1/clouds/${app.cloud.id}`
  const paths = { account, key, accountCreation, keyCreation, folder, cloud }
  return { ...robot, ...paths, target, folderId: app.folder.id, cloudId: app.cloud.id }
}
type Robot = Awaited<ReturnType<typeof openRobot>>

interface Method {
  readonly on: Kind
  readonly may: readonly string[]
  /** Changes nothing that another method of the table needs, except the deletions at its end. */
  readonly call: (robot: Robot) => Promise<Answer>
}

// Permissions are checked before the content, so invalid content changes nothing and still shows the result.
const wrong = { accessBindings: [{ roleId: 'iam.unknown', subject: { id: 'x', type: 'userAccount' } }] }
const noDelta = {
  accessBindingDeltas: [
    { action: 'REMOVE', accessBinding: { roleId: 'x', subject: { id: 'x', type: 'userAccount' } } },
  ],
}
const folders = '/resource-manager/v1/folders'
const policy = { accessPolicyBinding: { accessPolicyTemplateId: 'nobody.knows' } }

// These return 404 anyway. Their messages tell the two cases apart.
const boundOrNot = (answer: Answer): Answer =>
  answer.text.includes('is not bound') ? { ...answer, status: 200 } : answer

export const guarded = {
  listServiceAccounts: {
    on: 'folder',
    may: folderSeer,
    call: (r) => r.get(`/iam/v1/serviceAccounts?folderId=${r.folderId}`),
  },
  getServiceAccount: { on: 'account', may: accountViewer, call: (r) => r.get(r.account) },
  createServiceAccount: {
    on: 'folder',
    may: accountEditor,
    call: (r) => r.post('/iam/v1/serviceAccounts', { folderId: r.folderId, name: 'new' }),
  },
  updateServiceAccount: {
    on: 'account',
    may: accountEditor,
    call: (r) => r.patch(r.account, { updateMask: 'description' }),
  },
  suspendServiceAccount: { on: 'account', may: accountEditor, call: (r) => r.post(`${r.account}:suspend`, {}) },
  reactivateServiceAccount: { on: 'account', may: accountEditor, call: (r) => r.post(`${r.account}:reactivate`, {}) },
  listServiceAccountOperations: { on: 'account', may: accountViewer, call: (r) => r.get(`${r.account}/operations`) },
  listServiceAccountAccessBindings: {
    on: 'account',
    may: [...accountEditor, ...auditor],
    call: (r) => r.get(`${r.account}:listAccessBindings`),
  },
  setServiceAccountAccessBindings: {
    on: 'account',
    may: accountAdmin,
    call: (r) => r.post(`${r.account}:setAccessBindings`, wrong),
  },
  updateServiceAccountAccessBindings: {
    on: 'account',
    may: accountAdmin,
    call: (r) => r.post(`${r.account}:updateAccessBindings`, noDelta),
  },
  listApiKeys: {
    on: 'account',
    may: keyViewer,
    call: (r) => r.get(`/iam/v1/apiKeys?serviceAccountId=${r.target}`),
  },
  getApiKey: { on: 'key', may: keyViewer, call: (r) => r.get(r.key) },
  createApiKey: {
    on: 'account',
    may: keyAdmin,
    call: (r) => r.post('/iam/v1/apiKeys', { serviceAccountId: r.target }),
  },
  updateApiKey: { on: 'key', may: keyAdmin, call: (r) => r.patch(r.key, { updateMask: 'description' }) },
  listApiKeyOperations: { on: 'key', may: keyViewer, call: (r) => r.get(`${r.key}/operations`) },
  createIamTokenForServiceAccount: {
    on: 'account',
    may: tokenCreator,
    call: (r) => r.post('/iam/v1/tokens:createForServiceAccount', { serviceAccountId: r.target }),
  },
  getOperation: { on: 'operation', may: accountViewer, call: (r) => r.get(r.accountCreation) },
  'getOperation of a key': { on: 'operation', may: keyViewer, call: (r) => r.get(r.keyCreation) },
  cancelOperation: { on: 'operation', may: accountViewer, call: (r) => r.get(`${r.accountCreation}:cancel`) },
  'cancelOperation of a key': { on: 'operation', may: keyViewer, call: (r) => r.get(`${r.keyCreation}:cancel`) },
  cancelOperationByPost: {
    on: 'operation',
    may: accountViewer,
    call: (r) => r.post(`${r.accountCreation}:cancel`, {}),
  },
  'cancelOperationByPost of a key': {
    on: 'operation',
    may: keyViewer,
    call: (r) => r.post(`${r.keyCreation}:cancel`, {}),
  },
  listClouds: {
    on: 'cloud',
    may: cloudSeer,
    // Allowed for everybody. The difference is whether the cloud is listed.
    call: async (r) => {
      const answer = await r.get('/resource-manager/v1/clouds')
      return answer.text.includes(`"${r.cloudId}"`) ? answer : { ...answer, status: 404 }
    },
  },
  getCloud: { on: 'cloud', may: cloudSeer, call: (r) => r.get(r.cloud) },
  listFolders: { on: 'cloud', may: cloudSeer, call: (r) => r.get(`${folders}?cloudId=${r.cloudId}`) },
  createFolder: { on: 'cloud', may: folderEditor, call: (r) => r.post(folders, { cloudId: r.cloudId, name: 'new' }) },
  updateFolder: { on: 'folder', may: folderEditor, call: (r) => r.patch(r.folder, { updateMask: 'description' }) },
  // It is not empty, so it stays.
  deleteFolder: { on: 'folder', may: folderEditor, call: (r) => r.del(r.folder) },
  listCloudAccessBindings: {
    on: 'cloud',
    may: resourceAuditor,
    call: (r) => r.get(`${r.cloud}:listAccessBindings`),
  },
  setCloudAccessBindings: {
    on: 'cloud',
    may: resourceAdmin,
    call: (r) => r.post(`${r.cloud}:setAccessBindings`, wrong),
  },
  updateCloudAccessBindings: {
    on: 'cloud',
    may: resourceAdmin,
    call: (r) => r.post(`${r.cloud}:updateAccessBindings`, noDelta),
  },
  getFolder: { on: 'folder', may: folderSeer, call: (r) => r.get(r.folder) },
  listFolderAccessBindings: {
    on: 'folder',
    may: resourceAuditor,
    call: (r) => r.get(`${r.folder}:listAccessBindings`),
  },
  setFolderAccessBindings: {
    on: 'folder',
    may: resourceAdmin,
    call: (r) => r.post(`${r.folder}:setAccessBindings`, wrong),
  },
  updateFolderAccessBindings: {
    on: 'folder',
    may: resourceAdmin,
    call: (r) => r.post(`${r.folder}:updateAccessBindings`, noDelta),
  },
  listFolderOperations: { on: 'folder', may: resourceAuditor, call: (r) => r.get(`${r.folder}/operations`) },
  listCloudOperations: { on: 'cloud', may: resourceAuditor, call: (r) => r.get(`${r.cloud}/operations`) },
  listFolderAccessPolicyBindings: {
    on: 'folder',
    may: resourceAuditor,
    call: (r) => r.get(`${r.folder}:listAccessPolicyBindings`),
  },
  listCloudAccessPolicyBindings: {
    on: 'cloud',
    may: resourceAuditor,
    call: (r) => r.get(`${r.cloud}:listAccessPolicyBindings`),
  },
  bindFolderAccessPolicy: {
    on: 'folder',
    may: resourceAdmin,
    call: (r) => r.post(`${r.folder}:bindAccessPolicy`, policy),
  },
  bindCloudAccessPolicy: {
    on: 'cloud',
    may: resourceAdmin,
    call: (r) => r.post(`${r.cloud}:bindAccessPolicy`, policy),
  },
  updateFolderAccessPolicyBindingParameters: {
    on: 'folder',
    may: resourceAdmin,
    call: async (r) => boundOrNot(await r.patch(`${r.folder}:updateAccessPolicyBindingParameters`, policy)),
  },
  updateCloudAccessPolicyBindingParameters: {
    on: 'cloud',
    may: resourceAdmin,
    call: async (r) => boundOrNot(await r.patch(`${r.cloud}:updateAccessPolicyBindingParameters`, policy)),
  },
  unbindFolderAccessPolicy: {
    on: 'folder',
    may: resourceAdmin,
    call: async (r) =>
      boundOrNot(await r.post(`${r.folder}:unbindAccessPolicy`, { accessPolicyTemplateId: 'nobody.knows' })),
  },
  unbindCloudAccessPolicy: {
    on: 'cloud',
    may: resourceAdmin,
    call: async (r) =>
      boundOrNot(await r.post(`${r.cloud}:unbindAccessPolicy`, { accessPolicyTemplateId: 'nobody.knows' })),
  },
  deleteApiKey: { on: 'key', may: keyAdmin, call: (r) => r.del(r.key) },
  deleteServiceAccount: { on: 'account', may: accountEditor, call: (r) => r.del(r.account) },
} as const satisfies Record<string, Method>

/** Allowed for every authenticated caller: roles do not affect the response. */
export const forEverybody = ['listScopes', 'revokeIamToken', 'listRoles', 'getRole']

const above: Record<Kind, readonly Level[]> = {
  account: ['account', 'folder', 'cloud'],
  key: ['account', 'folder', 'cloud'],
  operation: ['account', 'folder', 'cloud'],
  folder: ['folder', 'cloud'],
  cloud: ['cloud'],
}

const outcome = ({ on, may }: Method, level: Level, role: string): 'done' | 403 | 404 => {
  if (level === 'none') return 404
  const reaches = above[on].includes(level)
  if (reaches && may.includes(role)) return 'done'
  // A cloud and a folder are also visible to callers that may view something in them.
  const [seesFolder, seesCloud] = [folderSeer.includes(role), cloudSeer.includes(role)]
  const seen = {
    account: reaches && [...accountViewer, ...tokenCreator].includes(role),
    key: reaches && keyViewer.includes(role),
    // A caller that may view one may read it.
    operation: false,
    folder: seesFolder,
    cloud: seesFolder || (level === 'cloud' && seesCloud),
  }[on]
  if (!seen) return 404
  return may === folderSeer || may === cloudSeer ? 'done' : 403
}

/** Tests each role on each level by a transport. @param open opens the service with a `robot` that uses the transport */
export const testRoles = (open: typeof openApp): void => {
  describe.each(levels)('a role on %s', (level) => {
    it.each(roles.map(({ id }) => id))('%s allows exactly the intended methods', async (role) => {
      const robot = await openRobot(open, level, role)
      const actual: Record<string, unknown> = {}
      const expected: Record<string, unknown> = {}
      for (const [name, method] of Object.entries<Method>(guarded)) {
        const { status } = await method.call(robot)
        actual[name] = status === 403 || status === 404 ? status : 'done'
        expected[name] = outcome(method, level, role)
        if (status === 401 || status >= 500) throw new Error(`${name} answered ${status}`)
      }
      expect(actual).toEqual(expected)
    })
  })
}
