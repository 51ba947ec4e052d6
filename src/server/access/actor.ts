import { validationFailed } from '../messages/status-error.ts'

interface Named {
  readonly id: string
  readonly name: string
}

interface Administrator extends Named {
  readonly type: 'administrator'
}

interface ServiceAccountActor extends Named {
  readonly type: 'serviceAccount'
  readonly folderId: string
  readonly cloudId: string
}

/** Who makes a request. */
export type Actor = Administrator | ServiceAccountActor

/** The one human subject of an installation; its id has the shape of the cloud's (API reference 4.1). */
export const administrator: Administrator = {
  type: 'administrator',
  id: 'ajeadministrator0000',
  name: 'Administrator',
}

/**
 * The account that a request names, or else the caller itself (API reference 2.3).
 * @throws StatusError INVALID_ARGUMENT when that is the administrator, who is no service account
 */
export const accountOrSelf = ({ type, id }: Actor, serviceAccountId: string | undefined): string => {
  if (serviceAccountId !== undefined) return serviceAccountId
  if (type === 'serviceAccount') return id
  throw validationFailed([{ field: 'service_account_id', description: 'Field is required' }])
}
