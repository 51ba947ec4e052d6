import Box from '@mui/material/Box'
import { styled } from '@mui/material/styles'
import Typography from '@mui/material/Typography'
import { type KeyboardEvent, useId, useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'

export interface Bar {
  readonly value: string
  readonly label: string
  readonly count: number
  /** Below the bar, '' for none. */
  readonly tick: string
}

interface BarChartProps {
  readonly title: string
  /** Names the labels of the bars, in the table. */
  readonly header: string
  readonly bars: readonly Bar[]
  readonly isOn: (value: string) => boolean
  readonly onToggle: (value: string) => void
  /** Shown if every bar is empty. */
  readonly empty?: string
}

/**
 * A bar chart whose bars are toggle buttons, with the same as a table. One Tab stop, then arrow keys, as in a toolbar.
 * Empty bars are not buttons.
 */
export const BarChart = ({ title, header, bars, isOn, onToggle, empty = '' }: BarChartProps) => {
  const m = useMessages()
  const titleId = useId()
  const most = Math.max(1, ...bars.map(({ count }) => count))
  const full = bars.filter(({ value, count }) => count > 0 || isOn(value))
  const [current, setCurrent] = useState<string>()
  const stop = full.some(({ value }) => value === current) ? current : full[0]?.value
  const names = new Map(full.map(({ value, label, count }) => [value, m.inventory.card(label, count)]))
  return (
    <Box component="section" aria-labelledby={titleId} sx={{ minWidth: 0 }}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', justifyContent: 'space-between', gap: 4 }}>
        <Typography component="h2" id={titleId} sx={{ fontWeight: 600 }}>
          {title}
        </Typography>
        <Typography variant="caption" color="textSecondary" sx={{ whiteSpace: 'nowrap' }}>
          {full.length === 0 ? '' : m.inventory.highest(most)}
        </Typography>
      </Box>
      {full.length === 0 && empty !== '' ? (
        <Typography color="textSecondary">{empty}</Typography>
      ) : (
        <>
          <Plot role="toolbar" aria-labelledby={titleId} onKeyDown={moveFocus}>
            {bars.map(({ value, count, tick }) => (
              <div className="bar" key={value}>
                {names.has(value) ? (
                  <button
                    type="button"
                    aria-label={names.get(value)}
                    aria-pressed={isOn(value)}
                    data-tip=""
                    tabIndex={value === stop ? 0 : -1}
                    onFocus={() => setCurrent(value)}
                    onClick={() => onToggle(value)}
                  >
                    <span style={{ height: `${(100 * count) / most}%` }} />
                  </button>
                ) : (
                  <div className="empty" />
                )}
                <span className="tick" aria-hidden>
                  {tick}
                </span>
              </div>
            ))}
          </Plot>
          <Details>
            <summary>
              <span>{m.inventory.asTable}</span>
            </summary>
            <table aria-labelledby={titleId}>
              <thead>
                <tr>
                  <th scope="col">{header}</th>
                  <th scope="col">{m.inventory.keysHeader}</th>
                </tr>
              </thead>
              <tbody>
                {full.map(({ value, label, count }) => (
                  <tr key={value}>
                    <th scope="row">
                      <button type="button" aria-pressed={isOn(value)} onClick={() => onToggle(value)}>
                        {label}
                      </button>
                    </th>
                    <td>{m.list.number(count)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Details>
        </>
      )}
    </Box>
  )
}

const moveFocus = (event: KeyboardEvent<HTMLElement>) => {
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  const at = buttons.findIndex((button) => button === event.target)
  const last = buttons.length - 1
  const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key]
  if (at < 0 || next === undefined) return
  event.preventDefault()
  buttons[Math.min(Math.max(next, 0), last)]?.focus()
}

const forcedColours = '@media (forced-colors: active)'

const Plot = styled('div')(({ theme }) => {
  const { palette } = theme.vars ?? theme
  return {
    display: 'flex',
    overflowX: 'auto',
    paddingTop: 4,
    '& .bar': { flex: '1 0 10px', display: 'flex', flexDirection: 'column', minWidth: 0 },
    '& :is(button, .empty)': {
      display: 'flex',
      alignItems: 'flex-end',
      width: '100%',
      height: 88,
      padding: '0 1px',
      border: 0,
      borderBottom: `1px solid ${palette.text.secondary}`,
      background: 'none',
    },
    '& button': { cursor: 'pointer' },
    '& button > span': {
      flex: 1,
      maxWidth: 40,
      minHeight: 3,
      marginInline: 'auto',
      borderRadius: '2px 2px 0 0',
      background: palette.primary.main,
      [forcedColours]: { background: 'CanvasText' },
    },
    '& button:hover': { background: palette.action.hover },
    '& button[aria-pressed=true]': {
      background: palette.action.selected,
      boxShadow: `inset 0 0 0 1px ${palette.primary.main}`,
      [forcedColours]: { outline: '2px solid Highlight', outlineOffset: -2 },
      // A bar as high as the chart covers the rest.
      '& > span': { background: palette.text.primary, [forcedColours]: { background: 'CanvasText' } },
    },
    '& button:focus-visible': { outline: `2px solid ${palette.primary.main}`, outlineOffset: -2 },
    '& .tick': {
      minHeight: 16,
      padding: '2px 2px 0',
      fontSize: '0.75rem',
      lineHeight: '14px',
      textAlign: 'center',
      color: palette.text.secondary,
    },
  }
})

const Details = styled('details')(({ theme }) => {
  const { palette } = theme.vars ?? theme
  const focusRing = { outline: `2px solid ${palette.primary.main}`, outlineOffset: 1 }
  return {
    fontSize: '0.75rem',
    '& summary': { cursor: 'pointer', width: 'fit-content', minHeight: 24, lineHeight: '24px', borderRadius: 3 },
    '& summary:focus-visible': focusRing,
    '& table': { borderCollapse: 'collapse', marginTop: 4 },
    '& :is(th, td)': { padding: '0 24px 0 0', textAlign: 'start', fontWeight: 400, whiteSpace: 'nowrap' },
    '& thead th': { color: palette.text.secondary },
    '& button': {
      minHeight: 24,
      padding: 0,
      border: 0,
      background: 'none',
      font: 'inherit',
      color: palette.primary.main,
      cursor: 'pointer',
    },
    '& button[aria-pressed=true]': { fontWeight: 600, textDecoration: 'underline' },
    '& button:focus-visible': focusRing,
  }
})
