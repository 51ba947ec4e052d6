import { useOutletContext } from 'react-router-dom'

import type { ServiceAccount } from '#contract/service-account.ts'

/** What the page of an account gives its tabs. */
export interface ShownAccount {
  readonly account: ServiceAccount
  /** It was deleted by somebody else while it was shown: nothing can be done with it any more. */
  readonly gone: boolean
}

/** The account whose page is open. Only for what stands under its route. */
export const useShownAccount = (): ShownAccount => useOutletContext<ShownAccount>()
