import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Outlet, useParams } from 'react-router-dom'

import { errorWords } from '#console/api/error-words.ts'
import { folderQueries } from '#console/folders/queries.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { ErrorNotice } from '#console/ui/error-notice.tsx'
import { Page } from '#console/ui/page.tsx'
import { NotFoundPage } from './error-page.tsx'
import { rememberFolder } from './last-folder.ts'

/** The pages of one folder, if there is such a folder. */
export const FolderPages = () => {
  const m = useMessages()
  const { folderId = '' } = useParams()
  const folders = useQuery(folderQueries.all())
  const known = folders.data?.some(({ id }) => id === folderId)

  useEffect(() => {
    if (known) rememberFolder(folderId)
  }, [known, folderId])

  if (known === false) return <NotFoundPage />
  if (folders.error && folders.data === undefined) {
    return (
      <Page title={m.serviceAccounts.title}>
        <ErrorNotice {...errorWords(m, folders.error, 'iam.auditor')} onRetry={() => void folders.refetch()} />
      </Page>
    )
  }
  return <Outlet />
}
