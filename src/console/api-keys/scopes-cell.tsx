import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'

import { useMessages } from '#console/i18n/i18n.ts'
import { Tooltip } from '#console/ui/tooltip.tsx'
import { scopeMeaning } from './scope-options.ts'

const shown = 2

/** Two scopes and how many more; on hover or focus all of them with their meanings. */
export const ScopesCell = ({ scopes }: { readonly scopes: readonly string[] }) => {
  const m = useMessages()
  if (scopes.length === 0) return m.list.none
  return (
    <Tooltip title={<ScopeList scopes={scopes} />}>
      <ButtonBase
        sx={{
          display: 'flex',
          gap: 1,
          maxWidth: '100%',
          justifyContent: 'flex-start',
          borderRadius: 1,
          cursor: 'default',
        }}
      >
        {scopes.slice(0, shown).map((scope) => (
          <Box
            key={scope}
            component="span"
            sx={{
              px: 1.5,
              lineHeight: '20px',
              border: 1,
              borderColor: 'divider',
              borderRadius: 1,
              fontFamily: 'ui-monospace, monospace',
              fontSize: '0.75rem',
              overflow: 'hidden',
              textOverflow: 'ellipsis',
            }}
          >
            {scope}
          </Box>
        ))}
        {scopes.length > shown && (
          <Box component="span" sx={{ color: 'text.secondary', flex: 'none' }}>
            {m.apiKeys.moreScopes(scopes.length - shown)}
          </Box>
        )}
      </ButtonBase>
    </Tooltip>
  )
}

const ScopeList = ({ scopes }: { readonly scopes: readonly string[] }) => {
  const m = useMessages()
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', overflowWrap: 'anywhere' }}>
      {scopes.map((scope) => (
        <li key={scope}>
          {scope}
          {scopeMeaning(m, scope) && ` — ${scopeMeaning(m, scope)}`}
        </li>
      ))}
    </Box>
  )
}
