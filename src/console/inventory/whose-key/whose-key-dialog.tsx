import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import LinearProgress from '@mui/material/LinearProgress'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useMemo, useState } from 'react'
import { Link as RouterLink } from 'react-router-dom'

import { errorWords } from '#console/api/error-words.ts'
import { paths } from '#console/app/paths.ts'
import { folderQueries } from '#console/folders/queries.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { useOnDemandMessages } from '#console/i18n/on-demand.ts'
import { useLeaveGuard } from '#console/ui/dialog/use-leave-guard.ts'
import { useDelayed } from '#console/ui/loading/use-delayed.ts'
import { announce, Announcer } from '#console/ui/page/announcer.tsx'
import { Button } from '#console/ui/page/button.tsx'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'
import { nameOrId } from '#console/ui/text/visible.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import type { Inventory, KeyOfAccount } from '../queries.ts'
import { ClueField } from './clue-field.tsx'
import { KeyMatch } from './key-match.tsx'
import type { Clue } from './read-clue.ts'
import { useKeyMatches } from './use-key-matches.ts'

interface WhoseKeyDialogProps {
  /** The folders to search first. */
  readonly folderIds: readonly string[]
  /** The key leaked. */
  readonly onLeak: (apiKey: KeyOfAccount) => void
  readonly onClose: () => void
}

/** Finds the owner of a key by its secret, which does not leave the browser. */
export const WhoseKeyDialog = ({ folderIds, onLeak, onClose }: WhoseKeyDialogProps) => {
  const m = useMessages()
  const words = useOnDemandMessages().leak.whose
  const titleId = useId()
  const [asked, setAsked] = useState<{ readonly clue: Clue; readonly turn: number } | null>(null)
  useLeaveGuard({ stops: 'back', warns: false }, onClose)
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId}>
      <Announcer />
      <DialogTitle id={titleId}>{m.inventory.whoseKey}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
        <Typography>{words.intro}</Typography>
        <ClueField first={asked === null} onClue={(clue) => setAsked({ clue, turn: (asked?.turn ?? 0) + 1 })} />
        {asked !== null && <Result key={asked.turn} clue={asked.clue} folderIds={folderIds} onLeak={onLeak} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{m.action.close}</Button>
      </DialogActions>
    </Dialog>
  )
}

interface ResultProps {
  readonly clue: Clue
  readonly folderIds: readonly string[]
  readonly onLeak: (apiKey: KeyOfAccount) => void
}

const Result = ({ clue, folderIds, onLeak }: ResultProps) => {
  const m = useMessages()
  const words = useOnDemandMessages().leak.whose
  const [wide, setWide] = useState(false)
  const { data: folders } = useQuery(folderQueries.all())
  const everywhere = useMemo(() => folders?.map(({ id }) => id) ?? folderIds, [folders, folderIds])
  const search = useKeyMatches(clue, wide ? everywhere : folderIds)
  const { matches, ignoresCase, account, searching, inventory, error } = search
  const isRefusal = clue.kind !== 'tail' && clue.kind !== 'id'
  const canWiden = clue.kind === 'tail' && !wide && everywhere.some((id) => !folderIds.includes(id))
  const outcome = isRefusal
    ? words.problem[clue.kind]
    : matches.length === 0
      ? clue.kind === 'tail'
        ? words.noneWithTail(clue.tail, wide)
        : words.noneWithId
      : words.found(matches.length)
  useEffect(() => {
    if (!searching) announce(outcome)
  }, [searching, outcome])

  if (isRefusal) {
    return (
      <Alert severity="warning" variant="outlined">
        {outcome}
      </Alert>
    )
  }
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
      <Typography component="h3" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
        {clue.kind === 'tail' ? words.endsIn(clue.tail) : words.hasId(clue.id)}
      </Typography>
      {searching && <Progress inventory={inventory} />}
      {matches.length > 1 && (
        <Alert severity="info" variant="outlined">
          {words.several(matches.length)}
        </Alert>
      )}
      {ignoresCase && (
        <Alert severity="warning" variant="outlined">
          {words.ignoresCase}
        </Alert>
      )}
      {matches.map((key) => (
        <KeyMatch key={key.id} apiKey={key} alone={matches.length === 1} onLeak={() => onLeak(key)} />
      ))}
      {!searching && error && <ErrorNotice {...errorWords(m, error, 'iam.viewer')} />}
      {!searching && !error && account !== undefined && <AccountInstead account={account} />}
      {!searching && !error && account === undefined && matches.length === 0 && (
        <Alert severity="info" variant="outlined">
          <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{outcome}</Typography>
          <Typography>{canWiden ? words.tryEverywhere : words.nowhere}</Typography>
        </Alert>
      )}
      {!searching && !error && inventory?.complete === false && (
        <Alert
          severity="warning"
          variant="outlined"
          action={
            <Button size="small" onClick={search.resume}>
              {words.searchRest}
            </Button>
          }
        >
          {words.incomplete}
        </Alert>
      )}
      {canWiden && !searching && (
        <Box>
          <Button onClick={() => setWide(true)}>{words.everywhere}</Button>
        </Box>
      )}
    </Box>
  )
}

const Progress = ({ inventory }: { readonly inventory: Inventory | undefined }) => {
  const m = useMessages()
  const shown = useDelayed(true)
  const progress = inventory?.progress
  const text = progress === undefined ? m.inventory.listing : m.inventory.loaded(progress.done, progress.of)
  if (!shown) return null
  return (
    <Box>
      <Typography color="textSecondary">{text}</Typography>
      <LinearProgress
        aria-label={text}
        {...(progress && {
          variant: 'determinate',
          value: progress.of === 0 ? 100 : (100 * progress.done) / progress.of,
        })}
      />
    </Box>
  )
}

const AccountInstead = ({ account }: { readonly account: ServiceAccount }) => {
  const words = useOnDemandMessages().leak.whose
  return (
    <Alert severity="info" variant="outlined">
      <Typography>{words.isAccount}</Typography>
      <Link component={RouterLink} to={paths.serviceAccount(account.folderId, account.id)} translate="no">
        {nameOrId(account)}
      </Link>
    </Alert>
  )
}
