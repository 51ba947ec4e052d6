import Autocomplete from '@mui/material/Autocomplete'
import { useQuery } from '@tanstack/react-query'

import { apiKeyQueries } from '#console/api-keys/queries.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { textMatcher } from '#console/ui/text/fold.ts'
import { bidiIsolate } from '#console/ui/text/bidi-isolate.ts'
import { TextField } from '#console/ui/form/text-field.tsx'
import type { ServiceAccount } from '#contract/service-account.ts'

interface ResourceFieldProps {
  readonly account: ServiceAccount
  /** The selected key, null for the account itself. */
  readonly apiKeyId: string | null
  readonly onChange: (apiKeyId: string | null) => void
}

interface Option {
  /** Null for the account itself. */
  readonly id: string | null
  readonly label: string
}

const shownAtOnce = 100

/** Selects the resource whose operations are listed: the account or one of its keys. */
export const ResourceField = ({ account, apiKeyId, onChange }: ResourceFieldProps) => {
  const m = useMessages()
  const words = m.operations
  const keys = useQuery(apiKeyQueries.list(account.id)).data?.rows ?? []
  const whole: Option = { id: null, label: words.ofAccount }
  const options: readonly Option[] = [
    whole,
    ...keys.map(({ id, maskedSecret, description }) => ({
      id,
      label: [words.ofKey(maskedSecret || id), bidiIsolate(description)].filter(Boolean).join(' · '),
    })),
  ]
  const chosen =
    options.find(({ id }) => id === apiKeyId) ??
    // A deleted key is no longer listed, but its operations are still recorded.
    ({ id: apiKeyId, label: words.ofKey(apiKeyId ?? '') } satisfies Option)
  return (
    <Autocomplete
      options={options.includes(chosen) ? options : [...options, chosen]}
      value={chosen}
      disableClearable
      autoHighlight
      onChange={(_, option) => onChange(option.id)}
      getOptionKey={({ id }) => id ?? ''}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      filterOptions={(all, { inputValue }) => {
        // When the field opens, its text is the selection and not a search.
        const matches = textMatcher(inputValue === chosen.label ? '' : inputValue)
        return all.filter(({ id, label }) => matches(`${label} ${id}`)).slice(0, shownAtOnce)
      }}
      noOptionsText={words.noKey}
      openText={m.action.openList}
      closeText={m.action.closeList}
      sx={{ maxWidth: 360, mb: 3 }}
      renderInput={(params) => <TextField {...params} label={words.operationsOf} />}
    />
  )
}
