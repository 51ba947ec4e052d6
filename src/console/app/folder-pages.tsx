import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Navigate, Outlet, useParams } from 'react-router-dom'

import { errorWords } from '#console/api/error-words.ts'
import { folderQueries } from '#console/folders/queries.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { EmptyState } from '#console/ui/list/empty-state.tsx'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'
import { Page } from '#console/ui/page/page.tsx'
import { NotFoundPage } from './error-page.tsx'
import { paths } from './paths.ts'
import { upstream } from '#console/served.ts'
import { lazyPart } from '#console/ui/loading/lazy-part.ts'
import { lastFolder } from '#console/folders/last-folder.ts'

const FolderChooser = lazyPart(async () => (await import('#console/folders/folder-chooser.tsx')).FolderChooser)

/**
 * The pages of a folder, if it exists. A cloud may open a folder that it does not list. A page that is shown stays, even
 * if the folder disappears: a secret may be open over it.
 */
export const FolderPages = () => {
  const m = useMessages()
  const { folderId = '' } = useParams()
  const folders = useQuery(folderQueries.all())
  const listed = folders.data?.some(({ id }) => id === folderId)
  const [entered, setEntered] = useState<string>()
  const unlisted = useQuery({ ...folderQueries.one(folderId), enabled: listed === false && entered !== folderId })
  const known = listed === true || unlisted.data !== undefined
  if (known && entered !== folderId) setEntered(folderId)

  useEffect(() => {
    if (known) lastFolder.set(folderId)
  }, [known, folderId])

  if (listed === false && !known && entered !== folderId) return unlisted.isFetching ? null : <NotFoundPage />
  const notice =
    listed === false && !known ? (
      <Alert severity="warning" variant="outlined">
        {m.folder.goneMeanwhile}
      </Alert>
    ) : (
      folders.error &&
      folders.data === undefined && (
        <ErrorNotice
          {...errorWords(m, folders.error, 'iam.auditor')}
          what={m.folder.loadFailed}
          severity="warning"
          onRetry={() => void folders.refetch()}
        />
      )
    )
  return (
    <>
      {notice && <Box sx={{ mb: 4 }}>{notice}</Box>}
      <Outlet />
    </>
  )
}

/**
 * Redirects to the folder used last. Without one, to the only one, or to the first one of our own service. Otherwise the
 * user chooses.
 */
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
  const [first] = folders.data
  const only = folders.data.length === 1 || (last === undefined && upstream === '') ? first : undefined
  const target = folders.data.find(({ id }) => id === last) ?? only
  if (target === undefined && (first !== undefined || upstream !== ''))
    return <FolderChooser folders={folders.data} missing={last} />
  if (target !== undefined) return <Navigate to={paths.serviceAccounts(target.id)} replace />
  return (
    <Page title={m.serviceAccounts.title}>
      <EmptyState title={m.folder.noneAtAll} help={m.folder.noneAtAllHelp} />
    </Page>
  )
}
