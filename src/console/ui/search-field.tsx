import IconButton from '@mui/material/IconButton'
import InputAdornment from '@mui/material/InputAdornment'
import OutlinedInput from '@mui/material/OutlinedInput'
import { Search, X } from 'lucide-react'
import type { RefObject } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'

interface SearchFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly inputRef: RefObject<HTMLInputElement | null>
}

/** Searches as one types; Escape clears. Not a `TextField`, which brings the select and its menu to the first page. */
export const SearchField = ({ label, value, onChange, inputRef }: SearchFieldProps) => {
  const m = useMessages()
  const clear = () => {
    onChange('')
    inputRef.current?.focus()
  }
  return (
    <OutlinedInput
      type="search"
      size="small"
      fullWidth
      inputRef={inputRef}
      placeholder={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && value !== '') {
          event.preventDefault()
          onChange('')
        }
      }}
      sx={{ maxWidth: 360, '& input::-webkit-search-cancel-button': { display: 'none' } }}
      inputProps={{ 'aria-label': label, maxLength: 200, autoComplete: 'off', spellCheck: false }}
      startAdornment={
        <InputAdornment position="start">
          <Search size={16} aria-hidden />
        </InputAdornment>
      }
      endAdornment={
        value !== '' && (
          <InputAdornment position="end">
            <IconButton size="small" edge="end" aria-label={m.action.clearSearch} onClick={clear}>
              <X size={16} />
            </IconButton>
          </InputAdornment>
        )
      }
    />
  )
}
