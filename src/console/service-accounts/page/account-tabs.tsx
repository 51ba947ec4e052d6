import Tabs from '@mui/material/Tabs'
import type { KeyboardEvent } from 'react'
import { Link } from 'react-router-dom'

import { paths } from '#console/app/paths.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { Tab } from '#console/ui/page/tab.tsx'
import type { ServiceAccount } from '#contract/service-account.ts'

export const accountTabs = ['overview', 'operations', 'access'] as const
export type AccountTab = (typeof accountTabs)[number]

/** Ids that link the tab and its panel. */
export const tabId = (tab: AccountTab) => `account-tab-${tab}`
export const tabPanelId = 'account-tab-panel'

interface AccountTabsProps {
  readonly account: ServiceAccount
  readonly shown: AccountTab
}

/** The tabs of an account's page. Each is a link with an address. */
export const AccountTabs = ({ account: { folderId, id }, shown }: AccountTabsProps) => {
  const m = useMessages()
  const words = m.serviceAccounts.tabs
  const tabs: readonly { readonly tab: AccountTab; readonly to: string; readonly label: string }[] = [
    { tab: 'overview', to: paths.serviceAccount(folderId, id), label: words.overview },
    { tab: 'operations', to: paths.serviceAccountOperations(folderId, id), label: m.operations.title },
    { tab: 'access', to: paths.serviceAccountAccess(folderId, id), label: m.access.title },
  ]
  return (
    <Tabs value={shown} aria-label={words.label} sx={{ mb: 5, borderBottom: 1, borderColor: 'divider', minHeight: 40 }}>
      {tabs.map(({ tab, to, label }) => (
        <Tab
          key={tab}
          component={Link}
          value={tab}
          to={to}
          label={label}
          id={tabId(tab)}
          {...(tab === shown && { 'aria-controls': tabPanelId })}
          onKeyDown={pressWithSpace}
          sx={{ minHeight: 40, minWidth: 0, px: 3, py: 1, '&:hover': { color: 'text.primary' } }}
        />
      ))}
    </Tabs>
  )
}

/** Links react to Enter only. Tabs must open with Space too. */
const pressWithSpace = (event: KeyboardEvent<HTMLElement>) => {
  if (event.key !== ' ') return
  event.preventDefault()
  event.currentTarget.click()
}
