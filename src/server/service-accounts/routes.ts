import {
  createServiceAccount,
  deleteServiceAccount,
  getServiceAccount,
  listServiceAccounts,
} from '#contract/service-account.ts'
import type { Route } from '../app.ts'
import * as serviceAccounts from './service.ts'

export const routeServiceAccounts = (route: Route): void => {
  route(listServiceAccounts, serviceAccounts.list)
  route(getServiceAccount, serviceAccounts.get)
  route(createServiceAccount, serviceAccounts.create)
  route(deleteServiceAccount, serviceAccounts.remove)
}
