import { useOutletContext } from 'react-router-dom'

import type { ServiceAccount } from '#contract/service-account.ts'

/** What an account's page provides to its tabs. */
export interface ShownAccount {
  readonly account: ServiceAccount
  /** Somebody else deleted the account while it was open, so no actions are left. */
  readonly gone: boolean
}

/** The account of the open page. Only for routes below it. */
export const useShownAccount = (): ShownAccount => useOutletContext<ShownAccount>()
