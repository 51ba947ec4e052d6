import { useQuery } from '@tanstack/react-query'
import { Navigate } from 'react-router-dom'

import { errorWords } from '#console/api/error-words.ts'
import { folderQueries } from '#console/folders/queries.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { EmptyState } from '#console/ui/list/empty-state.tsx'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'
import { Page } from '#console/ui/page/page.tsx'
import { lastFolder } from './last-folder.ts'
import { paths } from './paths.ts'

/** Redirects to the folder used last, or to the first one. */
export const RootPage = () => {
  const m = useMessages()
  const folders = useQuery(folderQueries.all())

  if (folders.error) {
    return (
      <Page title={m.serviceAccounts.title}>
        <ErrorNotice {...errorWords(m, folders.error, 'iam.auditor')} onRetry={() => void folders.refetch()} />
      </Page>
    )
  }
  if (folders.data === undefined) return null
  const last = lastFolder.get()
  const target = folders.data.find(({ id }) => id === last) ?? folders.data[0]
  if (target !== undefined) return <Navigate to={paths.serviceAccounts(target.id)} replace />
  return (
    <Page title={m.serviceAccounts.title}>
      <EmptyState title={m.folder.noneAtAll} help={m.folder.noneAtAllHelp} />
    </Page>
  )
}
