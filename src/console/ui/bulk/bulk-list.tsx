import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useVirtualizer } from '@tanstack/react-virtual'
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import { type ReactNode, useCallback, useRef } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { useOnDemandMessages } from '#console/i18n/on-demand.ts'
import type { ItemState } from './bulk-run.ts'
import { CodeText } from '../text/code-text.tsx'
import { CopyButton } from '../text/copy-button.tsx'
import { PRINT_LIMIT, usePrinting } from '../page/use-printing.ts'
import { Spinner } from '../loading/spinner.tsx'

/** One item of a bulk action. */
export interface BulkItem {
  readonly id: string
  readonly name: string
  /** Names are ambiguous, so show the id too. */
  readonly showsId?: true
  /** Details that identify the item, and what is deleted with it. */
  readonly facts: readonly string[]
  /** Why it is risky, if it is. */
  readonly warning?: string
  /** Selected, but hidden by the search or the filters. */
  readonly hidden: boolean
}

export interface FailureWords {
  readonly what: string
  readonly todo: string
  /** '' without one. */
  readonly requestId: string
}

interface BulkListProps<Row> {
  readonly label: string
  /** Keep them the same between renders. */
  readonly rows: readonly Row[]
  readonly itemOf: (row: Row) => BulkItem
  readonly stateOf: (id: string) => ItemState
  /** Before the run starts, waiting items have no label. */
  readonly begun: boolean
  readonly pendingLabel: string
  readonly doneLabel: string
  readonly failureWords: (error: unknown) => FailureWords
}

const estimatedHeight = 56

/** The items of a plan with their results. Virtualised, because there may be 100,000. */
export const BulkList = <Row extends { readonly id: string }>({ label, rows, itemOf, ...rest }: BulkListProps<Row>) => {
  const m = useMessages()
  const box = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    // Another function would measure all rows again.
    getItemKey: useCallback((index: number) => rows[index]?.id ?? index, [rows]),
    estimateSize: () => estimatedHeight,
    initialRect: { width: 0, height: 400 },
  })
  const printing = usePrinting()
  const drawn = printing
    ? rows.slice(0, PRINT_LIMIT).map((_, index) => ({ index, start: 0 }))
    : virtualizer.getVirtualItems()
  return (
    <Box
      ref={box}
      role="region"
      aria-label={label}
      tabIndex={0}
      // In a low window about two items stay in sight.
      style={{ minHeight: Math.min(120, virtualizer.getTotalSize() + 2) }}
      sx={{
        flex: '0 1 auto',
        maxHeight: 360,
        overflow: 'auto',
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        '&:focus-visible': { outline: 2, outlineColor: 'primary.main', outlineOffset: 1 },
      }}
    >
      {printing && rows.length > PRINT_LIMIT && <Typography>{m.list.printed(PRINT_LIMIT, rows.length)}</Typography>}
      <Box role="list" sx={{ position: 'relative' }} style={{ height: virtualizer.getTotalSize() }}>
        {drawn.map(({ index, start }) => {
          const row = rows[index]
          if (row === undefined) return null
          const item = itemOf(row)
          return (
            <Box
              key={item.id}
              ref={virtualizer.measureElement}
              data-index={index}
              role="listitem"
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              style={{ top: start }}
              sx={{
                position: 'absolute',
                insetInline: 0,
                px: 3,
                py: 1.5,
                '&:not(:last-child)': { borderBottom: 1, borderColor: 'divider' },
              }}
            >
              <Item item={item} state={rest.stateOf(item.id)} {...rest} />
            </Box>
          )
        })}
      </Box>
    </Box>
  )
}

interface ItemProps extends Omit<BulkListProps<never>, 'label' | 'rows' | 'itemOf' | 'stateOf'> {
  readonly item: BulkItem
  readonly state: ItemState
}

const Item = ({ item, state, begun, pendingLabel, doneLabel, failureWords }: ItemProps) => {
  const words = useOnDemandMessages().bulk
  const facts = [...item.facts, item.hidden ? words.hidden : ''].filter(Boolean).join(' · ')
  return (
    <>
      <Box sx={{ display: 'flex', gap: 3, alignItems: 'center' }}>
        <CodeText sx={{ flex: '1 1 auto', overflowWrap: 'anywhere', minWidth: 0 }}>{item.name}</CodeText>
        <State state={state} begun={begun} pendingLabel={pendingLabel} doneLabel={doneLabel} />
      </Box>
      <Typography variant="caption" component="p" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
        {item.showsId && <span translate="no">{item.id}</span>}
        {facts !== '' && <span>{item.showsId ? ` · ${facts}` : facts}</span>}
      </Typography>
      {item.warning !== undefined && !begun && (
        <Typography variant="caption" component="p" sx={{ display: 'flex', gap: 1, color: 'error.main' }}>
          <Box component={TriangleAlert} size={14} aria-hidden sx={{ flex: 'none', mt: 0.5 }} />
          <span>{item.warning}</span>
        </Typography>
      )}
      {state.kind === 'failed' && <Failure {...failureWords(state.error)} />}
    </>
  )
}

const Failure = ({ what, todo, requestId }: FailureWords) => {
  const m = useMessages()
  return (
    <Typography variant="caption" component="p" sx={{ overflowWrap: 'anywhere' }}>
      <span>{`${what}. ${todo}`}</span>
      {requestId !== '' && (
        <>
          <span>{` ${m.error.requestId}: `}</span>
          <code translate="no">{requestId}</code>
          <CopyButton text={requestId} label={m.error.copyRequestId} copied={m.action.copied} />
        </>
      )}
    </Typography>
  )
}

type StateProps = Pick<ItemProps, 'state' | 'begun' | 'pendingLabel' | 'doneLabel'>

const State = ({ state, begun, pendingLabel, doneLabel }: StateProps) => {
  const words = useOnDemandMessages().bulk
  if (!begun) return null
  if (state.kind === 'waiting') return <Mark color="text.secondary" word={words.waiting} />
  if (state.kind === 'running') return <Mark color="text.secondary" word={pendingLabel} icon={<Spinner />} />
  if (state.kind === 'failed')
    return <Mark color="error.main" word={words.failed} icon={<CircleAlert size={14} aria-hidden />} />
  const word = state.kind === 'gone' ? words.gone : doneLabel
  return <Mark color="success.main" word={word} icon={<CircleCheck size={14} aria-hidden />} />
}

interface MarkProps {
  readonly color: string
  readonly word: string
  readonly icon?: ReactNode
}

const Mark = ({ color, word, icon }: MarkProps) => (
  <Box component="span" sx={{ flex: 'none', display: 'inline-flex', alignItems: 'center', gap: 1.5, color }}>
    {icon}
    <span>{word}</span>
  </Box>
)
