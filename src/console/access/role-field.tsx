import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import type { Ref } from 'react'

import { errorWords } from '#console/api/error-words.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { CodeText } from '#console/ui/text/code-text.tsx'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'
import { textMatcher } from '#console/ui/text/fold.ts'
import { TextField } from '#console/ui/form/text-field.tsx'
import { useTypedChoice } from '#console/ui/form/use-typed-choice.ts'
import { isForeignRole, type Role } from '#contract/access.ts'
import { accessQueries } from './queries.ts'
import { roleMeaning } from './role-meaning.ts'

const foreignRole = (id: string): Role => ({ id, description: '' })

interface RoleFieldProps {
  readonly value: string
  readonly onChange: (roleId: string) => void
  readonly onBlur: () => void
  readonly inputRef: Ref<HTMLInputElement>
  readonly problem: string | undefined
}

/** Picks one of the service's roles by id or meaning. Accepts a role of another service when typed in full. */
export const RoleField = ({ value, onChange, onBlur, inputRef, problem }: RoleFieldProps) => {
  const m = useMessages()
  const words = m.access.assign
  const { data, error, refetch } = useQuery(accessQueries.roles())
  const roles = data ?? []
  const known = roles.find(({ id }) => id === value)
  const chosen = known ?? (value === '' ? null : foreignRole(value))
  const offered = known === undefined && chosen !== null ? [...roles, chosen] : roles
  const typedChoice = useTypedChoice({
    options: roles,
    chosen,
    namesOf: ({ id }) => [id],
    onChoose: (role) => onChange(role?.id ?? ''),
    unlisted: (typed) => (isForeignRole(typed) ? foreignRole(typed) : null),
  })
  const describe = (role: Role) => (roles.some(({ id }) => id === role.id) ? roleMeaning(m, role) : words.foreignRole)
  return (
    <>
      <Autocomplete
        {...typedChoice}
        options={offered}
        value={chosen}
        loading={data === undefined}
        onChange={(_, role) => onChange(role?.id ?? '')}
        onBlur={onBlur}
        getOptionLabel={({ id }) => id}
        isOptionEqualToValue={(a, b) => a.id === b.id}
        filterOptions={(all, { inputValue }) => {
          const matches = textMatcher(inputValue === known?.id ? '' : inputValue)
          return all.filter((role) => matches(`${role.id} ${roleMeaning(m, role)}`))
        }}
        noOptionsText={words.noRole}
        openText={m.action.openList}
        closeText={m.action.closeList}
        clearText={words.clear}
        loadingText={m.action.loading}
        renderOption={({ key, ...props }, role) => (
          <Box
            component="li"
            key={key}
            {...props}
            sx={{ flexDirection: 'column', alignItems: 'flex-start !important' }}
          >
            <CodeText component="span">{role.id}</CodeText>
            <Typography variant="caption" color="textSecondary">
              {describe(role)}
            </Typography>
          </Box>
        )}
        renderInput={(params) => (
          <TextField
            {...params}
            inputRef={inputRef}
            label={m.access.role}
            required
            error={problem !== undefined}
            helperText={problem ?? ((chosen && describe(chosen)) || words.roleHelp)}
          />
        )}
        slotProps={{ listbox: { sx: { maxHeight: 280 } } }}
      />
      {error && <ErrorNotice {...errorWords(m, error)} what={words.rolesFailed} onRetry={() => void refetch()} />}
    </>
  )
}
