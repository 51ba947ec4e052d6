import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import type { Ref } from 'react'

import { errorWords } from '#console/api/error-words.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { serviceAccountQueries } from '#console/service-accounts/queries.ts'
import { CodeText } from '#console/ui/text/code-text.tsx'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'
import { textMatcher } from '#console/ui/text/fold.ts'
import { TextField } from '#console/ui/form/text-field.tsx'
import { Verbatim } from '#console/ui/cell/verbatim.tsx'
import { useTypedChoice } from '#console/ui/form/use-typed-choice.ts'

interface AccountFieldProps {
  readonly folderId: string
  /** The id of the account, '' while none is chosen. */
  readonly value: string
  readonly onChange: (serviceAccountId: string) => void
  readonly onBlur: () => void
  readonly inputRef: Ref<HTMLInputElement>
  readonly problem: string | undefined
}

const shownAtOnce = 100

/** A service account of a folder, found by name or id. */
export const AccountField = ({ folderId, value, onChange, onBlur, inputRef, problem }: AccountFieldProps) => {
  const m = useMessages()
  const words = m.access.assign
  const { data, error, refetch } = useQuery(serviceAccountQueries.list(folderId))
  const accounts = data?.rows ?? []
  const chosen = accounts.find(({ id }) => id === value) ?? null
  const typedChoice = useTypedChoice({
    options: accounts,
    chosen,
    namesOf: ({ id, name }) => [name, id],
    onChoose: (account) => onChange(account?.id ?? ''),
  })
  return (
    <>
      <Autocomplete
        {...typedChoice}
        options={accounts}
        value={chosen}
        loading={data?.complete !== true}
        onChange={(_, account) => onChange(account?.id ?? '')}
        onBlur={onBlur}
        getOptionLabel={({ name }) => name}
        getOptionKey={({ id }) => id}
        isOptionEqualToValue={(a, b) => a.id === b.id}
        filterOptions={(all, { inputValue }) => {
          const matches = textMatcher(inputValue === chosen?.name ? '' : inputValue)
          return all.filter(({ id, name }) => matches(`${name} ${id}`)).slice(0, shownAtOnce)
        }}
        noOptionsText={words.noAccount}
        openText={m.action.openList}
        closeText={m.action.closeList}
        clearText={words.clear}
        loadingText={m.action.loading}
        renderOption={({ key, ...props }, { name, id }) => (
          <Box
            component="li"
            key={key}
            {...props}
            sx={{ flexDirection: 'column', alignItems: 'flex-start !important' }}
          >
            <Verbatim>{name}</Verbatim>
            <CodeText color="textSecondary">{id}</CodeText>
          </Box>
        )}
        renderInput={(params) => (
          <TextField
            {...params}
            inputRef={inputRef}
            label={m.access.kind.serviceAccount}
            required
            error={problem !== undefined}
            helperText={problem ?? words.accountHelp}
          />
        )}
        slotProps={{ listbox: { sx: { maxHeight: 280 } } }}
      />
      {error && (
        <ErrorNotice
          {...errorWords(m, error, 'iam.serviceAccounts.user')}
          what={words.accountsFailed}
          onRetry={() => void refetch()}
        />
      )}
    </>
  )
}
