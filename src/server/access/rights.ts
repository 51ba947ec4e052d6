const owners = ['admin', 'resource-manager.clouds.owner']
const accountAdmins = [...owners, 'iam.admin', 'iam.serviceAccounts.admin']
const accountEditors = [...accountAdmins, 'editor', 'iam.editor']
const keyAdmins = [...accountEditors, 'iam.serviceAccounts.apiKeyAdmin', 'iam.serviceAccounts.keyAdmin']
const auditors = ['auditor', 'viewer', 'iam.auditor', 'iam.viewer']
const keyViewers = [...keyAdmins, ...auditors]
const otherKeyAdmins = ['iam.serviceAccounts.accessKeyAdmin', 'iam.serviceAccounts.authorizedKeyAdmin']
const accountViewers = [...keyViewers, ...otherKeyAdmins, 'iam.serviceAccounts.user']
const tokenCreators = [...owners, 'iam.admin', 'iam.serviceAccounts.tokenCreator']
const resourceAdmins = [...owners, 'resource-manager.admin']
const resourceAuditors = ['editor', 'auditor', 'viewer', 'iam.auditor', 'iam.viewer', 'iam.editor', 'iam.admin']
const folderEditors = [...resourceAdmins, 'editor', 'resource-manager.editor']
const accessViewers = [
  ...resourceAdmins,
  ...resourceAuditors,
  'resource-manager.auditor',
  'resource-manager.viewer',
  'resource-manager.editor',
]
const folderViewers = [...accessViewers, ...accountViewers, ...tokenCreators]

/** Actions and the roles that allow them on a resource and everything below it (API reference 4.6). */
const rights = {
  viewCloud: [...folderViewers, 'resource-manager.clouds.member'],
  viewFolder: folderViewers,
  manageFolder: folderEditors,
  viewResourceAccess: accessViewers,
  manageResourceAccess: resourceAdmins,
  viewPolicies: accessViewers,
  managePolicies: resourceAdmins,
  createAccount: accountEditors,
  viewAccount: accountViewers,
  manageAccount: accountEditors,
  viewAccountAccess: [...accountEditors, ...auditors],
  manageAccountAccess: accountAdmins,
  viewKeys: keyViewers,
  manageKeys: keyAdmins,
  createToken: tokenCreators,
} as const satisfies Record<string, readonly string[]>

export type Action = keyof typeof rights

const byAction = new Map(Object.entries(rights).map(([action, roles]) => [action, new Set(roles)]))

/** Every role that allows the action on its own. */
export const rolesThatAllow = (action: Action): readonly string[] => [...new Set<string>(rights[action])]

export const allows = (roleId: string, action: Action): boolean => byAction.get(action)?.has(roleId) ?? false
