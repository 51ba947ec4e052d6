import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'

import { useMessages } from '#console/i18n/i18n.ts'
import { Dotted } from '#console/ui/text/dotted.tsx'
import { scopeMeaning } from '../fields/scope-options.ts'

interface ScopesProps {
  readonly scopes: readonly string[]
}

/** Characters that fit on a line of the narrowest column, whatever the monospace font, and beside a count. */
const line = 18
const lineWithCount = 14

/** A cell has two lines: for two scopes, or for one that is longer than a line. */
const shownScopes = ([first = '', second = '', ...others]: readonly string[]): 1 | 2 =>
  unlike(first).length <= line && unlike(second).length <= (others.length > 0 ? lineWithCount : line) ? 2 : 1

/** One or two scopes, never cut, and a count of the others. Hover or focus lists all of them with their meanings. */
export const ScopesCell = ({ scopes }: ScopesProps) => {
  const m = useMessages()
  if (scopes.length === 0) return <span>{m.list.none}</span>
  const all = scopes.map((scope) => {
    const meaning = scopeMeaning(m, scope)
    return meaning === '' ? scope : `${scope} — ${meaning}`
  })
  const shown = shownScopes(scopes)
  const more = scopes.length - shown
  return (
    <span className="chips" aria-description={all.join('\n')} data-tip="">
      {scopes.slice(0, shown).map((scope, index) => (
        <span key={scope}>
          <Scope scope={scope} />
          {index === shown - 1 && more > 0 && <span>{m.apiKeys.moreScopes(more)}</span>}
        </span>
      ))}
    </span>
  )
}

// Visually hidden: screen readers, find and copy still have it.
const common = 'yc.'

/** What distinguishes a scope from the others. */
const unlike = (scope: string) => (scope.startsWith(common) ? scope.slice(common.length) : scope)

/** A scope without the common prefix. It wraps after a dot if it does not fit, alone or with the count. */
const Scope = ({ scope }: { readonly scope: string }) => {
  const text = unlike(scope)
  return (
    <code translate="no">
      {scope !== text && <span className="prefix">{common}</span>}
      <Dotted text={text} />
    </code>
  )
}

/** Every scope with its meaning. */
export const AllScopes = ({ scopes }: ScopesProps) => {
  const m = useMessages()
  if (scopes.length === 0) return <span>{m.list.none}</span>
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexDirection: 'column', gap: 1 }}>
      {scopes.map((scope) => (
        <li key={scope}>
          <Box component="code" translate="no" sx={{ display: 'block' }}>
            {scope}
          </Box>
          <Typography variant="caption" component="span" color="textSecondary">
            {scopeMeaning(m, scope)}
          </Typography>
        </li>
      ))}
    </Box>
  )
}
