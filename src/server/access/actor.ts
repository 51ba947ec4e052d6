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

/** The authenticated caller of a request. */
export type Actor = Administrator | ServiceAccountActor

/** The only human subject of an installation. Its id has the shape of a cloud id (API reference 4.1). */
export const administrator: Administrator = {
  type: 'administrator',
  id: 'ajeadministrator0000',
  name: 'Administrator',
}

/**
 * The requested account, or the caller if the request has none (API reference 2.3).
 * @throws StatusError INVALID_ARGUMENT without one if the caller is the administrator, which is not a service account
 */
export const accountOrSelf = ({ type, id }: Actor, serviceAccountId: string | undefined): string => {
  if (serviceAccountId !== undefined) return serviceAccountId
  if (type === 'serviceAccount') return id
  throw validationFailed([{ field: 'service_account_id', description: 'Field is required' }])
}
