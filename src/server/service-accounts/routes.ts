import {
  createServiceAccount,
  deleteServiceAccount,
  getServiceAccount,
  listServiceAccountOperations,
  listServiceAccounts,
  reactivateServiceAccount,
  suspendServiceAccount,
  updateServiceAccount,
} from '#contract/service-account.ts'
import type { Route } from '../http/app.ts'
import * as serviceAccounts from './verbs.ts'

export const routeServiceAccounts = (route: Route): void => {
  route(listServiceAccounts, serviceAccounts.list)
  route(getServiceAccount, serviceAccounts.get)
  route(createServiceAccount, serviceAccounts.create)
  route(updateServiceAccount, serviceAccounts.update)
  route(deleteServiceAccount, serviceAccounts.remove)
  route(suspendServiceAccount, serviceAccounts.suspend)
  route(reactivateServiceAccount, serviceAccounts.reactivate)
  route(listServiceAccountOperations, serviceAccounts.operations)
}
