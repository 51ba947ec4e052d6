import type {
  AccessBindingRow,
  AccessPolicyRow,
  ApiKeyRow,
  CloudRow,
  FolderRow,
  OperationRow,
  ServiceAccountRow,
} from '../rows.ts'

let made = 0
/** An ID that no other row of this run has. Later ones sort later. */
const id = (prefix: string) => `${prefix}${String(++made).padStart(17, '0')}`

export const at = '2026-11-22T10:00:00.000Z'

export const cloudRow = (row: Partial<CloudRow> = {}): CloudRow => ({
  id: id('b1g'),
  createdAt: at,
  name: 'default',
  description: '',
  labels: {},
  organizationId: 'bpf',
  ...row,
})

export const folderRow = (row: Partial<FolderRow> = {}): FolderRow => ({
  id: id('b1g'),
  cloudId: 'cloud',
  createdAt: at,
  name: `folder-${made}`,
  description: '',
  labels: {},
  status: 'ACTIVE',
  ...row,
})

export const accountRow = (row: Partial<ServiceAccountRow> = {}): ServiceAccountRow => ({
  id: id('aje'),
  cloudId: 'cloud',
  folderId: 'folder',
  createdAt: at,
  name: `robot-${made}`,
  description: '',
  labels: {},
  status: 'ACTIVE',
  lastAuthenticatedAt: null,
  expiresAt: null,
  ...row,
})

export const keyRow = (account: ServiceAccountRow, row: Partial<ApiKeyRow> = {}): ApiKeyRow => ({
  id: id('aje'),
  cloudId: account.cloudId,
  serviceAccountId: account.id,
  createdAt: at,
  description: '',
  scopes: [],
  lastUsedAt: null,
  expiresAt: null,
  maskedSecret: '****abcdef',
  ...row,
})

/** A hash that no other key of this run has. */
export const hash = (): string => (++made).toString(16).padStart(64, '0')

export const operationRow = (row: Partial<OperationRow> = {}): OperationRow => ({
  id: id('aje'),
  resourceId: 'aje',
  serviceAccountId: null,
  folderId: null,
  description: 'Create service account',
  createdAt: at,
  createdBy: 'aje',
  modifiedAt: at,
  done: true,
  metadata: null,
  response: null,
  error: null,
  ...row,
})

export const bindingRow = (row: Partial<AccessBindingRow> = {}): AccessBindingRow => ({
  id: id('aje'),
  resourceId: 'resource',
  roleId: 'viewer',
  subjectType: 'serviceAccount',
  subjectId: 'subject',
  createdAt: at,
  ...row,
})

export const policyRow = (row: Partial<AccessPolicyRow> = {}): AccessPolicyRow => ({
  id: id('aje'),
  resourceId: 'resource',
  templateId: 'template',
  parameters: {},
  createdAt: at,
  ...row,
})
