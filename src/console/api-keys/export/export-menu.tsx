import ListItemIcon from '@mui/material/ListItemIcon'
import Menu from '@mui/material/Menu'
import Typography from '@mui/material/Typography'
import { CalendarClock, Link, Sheet } from 'lucide-react'

import { paths } from '#console/app/paths.ts'
import { now } from '#console/clock.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { useOnDemandMessages } from '#console/i18n/on-demand.ts'
import { basePath } from '#console/served.ts'
import { addressOfView } from '#console/ui/list/address-of-view.ts'
import type { ListState } from '#console/ui/list/use-list-state.ts'
import { MenuItem } from '#console/ui/menu/menu-item.tsx'
import { announce } from '#console/ui/page/announcer.tsx'
import { copyText } from '#console/ui/text/copy-text.ts'
import { nameOrId, visible } from '#console/ui/text/visible.ts'
import { showTooltip } from '#console/ui/tooltip/tooltip-layer.tsx'
import type { ApiKey } from '#contract/api-key.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { calendar, type EventWords, expiring } from './calendar.ts'
import { csv, type CsvColumn } from './csv.ts'
import { fileName, saveFile } from './save-file.ts'

/** A key with its account. */
export interface ExportedKey extends ApiKey {
  readonly account: ServiceAccount
}

export interface ExportMenuProps<Row extends ExportedKey = ExportedKey> {
  /** The rows to save, in their order. */
  readonly rows: () => readonly Row[]
  readonly state: ListState<Row>
  /** False while keys are missing. */
  readonly complete: boolean
  /** Names the files: the folder, the cloud or the account. */
  readonly of: string
  readonly anchor: HTMLElement
  readonly onPending: (pending: boolean) => void
  readonly onClose: () => void
}

/** The ways to save or hand on a list of API keys. */
export const ExportMenu = (props: ExportMenuProps) => {
  const { rows, state, complete, of, anchor, onPending, onClose } = props
  const m = useMessages()
  const words = useOnDemandMessages().exports

  const tell = (text: string) => {
    announce(text)
    showTooltip(anchor, text)
  }
  const save = async (file: Parameters<typeof saveFile>[0], said: string) => {
    onClose()
    onPending(true)
    try {
      await saveFile(file)
      tell(said)
    } finally {
      onPending(false)
    }
  }

  const saveCsv = () => {
    const keys = rows()
    const isHidden = (id: string) => state.viewOptions.hidden.includes(id)
    const columns: readonly CsvColumn<ExportedKey>[] = [
      ...state.columns.filter(({ id }) => !isHidden(id)),
      // Masks and names are not unique.
      ...(isHidden('id') ? [{ header: m.apiKeys.keyId, text: ({ id }: ExportedKey) => id }] : []),
      { header: words.accountId, text: ({ account }) => account.id },
      { header: words.folderId, text: ({ account }) => account.folderId },
    ]
    const name = fileName(of, now(), 'csv')
    return save({ name, type: 'text/csv;charset=utf-8', pieces: csv(columns, keys) }, words.csvSaved(keys.length))
  }

  const wordsOf = (key: ExportedKey): EventWords => {
    const { account } = key
    const name = nameOrId(account)
    const path = paths.serviceAccount(account.folderId, account.id)
    const url = `${window.location.origin}${basePath}${path}?${new URLSearchParams({ q: key.id })}`
    const facts = [
      [m.apiKeys.maskedKey, key.maskedSecret],
      [m.apiKeys.keyId, key.id],
      [m.apiKeys.delete.account, name === account.id ? name : `${name} (${account.id})`],
      [m.apiKeys.description, visible(key.description)],
    ] as const
    return {
      summary: words.event(key.maskedSecret || key.id, name),
      description: [...facts.filter(([, value]) => value !== '').map((fact) => fact.join(': ')), url].join('\n'),
      url,
    }
  }
  const saveCalendar = () => {
    const writtenAt = now()
    const ending = expiring(rows(), writtenAt)
    if (ending.length === 0) {
      onClose()
      return tell(words.noExpiries)
    }
    const pieces = calendar(ending, { name: words.calendarName(of), wordsOf, writtenAt })
    const name = fileName(of, writtenAt, 'ics')
    return save({ name, type: 'text/calendar;charset=utf-8', pieces }, words.calendarSaved(ending.length))
  }

  const copyLink = async () => {
    onClose()
    const result = await copyText(addressOfView(window.location.href, state))
    tell(result === 'copied' ? words.linkCopied : m.action.notCopied)
  }

  return (
    <Menu open anchorEl={anchor} onClose={onClose}>
      {!complete && (
        <Typography
          component="li"
          role="presentation"
          variant="caption"
          color="textSecondary"
          sx={{ display: 'block', maxWidth: 300, px: 4, py: 2 }}
        >
          {words.incomplete}
        </Typography>
      )}
      <MenuItem sx={{ whiteSpace: 'normal' }} onClick={() => void saveCsv()}>
        <ListItemIcon>
          <Sheet size={16} />
        </ListItemIcon>
        <span>{words.csv}</span>
      </MenuItem>
      <MenuItem sx={{ whiteSpace: 'normal' }} onClick={() => void saveCalendar()}>
        <ListItemIcon>
          <CalendarClock size={16} />
        </ListItemIcon>
        <span>{words.calendar}</span>
      </MenuItem>
      <MenuItem sx={{ whiteSpace: 'normal' }} onClick={() => void copyLink()}>
        <ListItemIcon>
          <Link size={16} />
        </ListItemIcon>
        <span>{words.link}</span>
      </MenuItem>
    </Menu>
  )
}
