import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import { Check, Plus, Square, SquareCheck, SquareMinus } from 'lucide-react'
import { type ClipboardEvent, type KeyboardEvent, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { CodeText } from '#console/ui/text/code-text.tsx'
import { OptionGroup } from '#console/ui/form/option-group.tsx'
import { TextField } from '#console/ui/form/text-field.tsx'
import { Dotted } from '#console/ui/text/dotted.tsx'
import { announce } from '#console/ui/page/announcer.tsx'
import { isScopeList, readScopes } from './scope-list.ts'
import { isService, matchingOptions, presets, type ScopeOption, scopeOptions, withServices } from './scope-options.ts'

interface ScopeFieldProps {
  /** Every existing scope, from `ListScopes`. Undefined while they load. */
  readonly scopes: readonly string[] | undefined
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
  readonly onBlur: () => void
  /** Called with leftover text on blur, and with '' when it changes. */
  readonly onLeft: (text: string) => void
  readonly problem: string | undefined
}

// Lines on the narrowest screen, where each scope takes one.
const chipsInSight = 10

/** Scope picker: grouped by service, searched by id or meaning, selected one by one, by service or by preset. */
export const ScopeField = ({ scopes, value, onChange, onBlur, onLeft, problem }: ScopeFieldProps) => {
  const m = useMessages()
  const words = m.apiKeys.form
  const [typed, setTyped] = useState('')
  /** The user moved to an option with the arrow keys, so Enter picks it. */
  const walked = useRef(false)
  const isFocused = useRef(false)
  const hasPastedList = useRef(false)
  const options = useMemo(() => withServices(scopeOptions(m, scopes ?? [])), [m, scopes])
  const chosen = useMemo(
    () => value.map((id) => options.find((option) => option.id === id) ?? unknownOption(id, words.other)),
    [value, options, words.other],
  )
  const counted = (ids: readonly string[]) => {
    const known = ids.filter((id) => scopes?.includes(id)).length
    return words.selected(known, scopes?.length ?? 0, ids.length - known)
  }
  const toggle = (ids: readonly string[]) => {
    const all = ids.every((id) => value.includes(id))
    onChange(all ? value.filter((id) => !ids.includes(id)) : [...new Set([...value, ...ids])])
  }
  const read = (text: string) => readScopes(text, [...(scopes ?? []), ...value])
  const type = (text: string) => {
    setTyped(text)
    onLeft('')
    walked.current = false
    // The change may have fixed the error.
    if (problem !== undefined) onChange(value)
  }
  /** Selects the existing scopes in the text, and leaves the rest in the field as an error. */
  const take = (found: readonly string[], rest: readonly string[]) => {
    const text = rest.join(', ')
    const next = [...new Set([...value, ...found])]
    setTyped(text)
    onLeft(text)
    onChange(next)
    // The form validates a field on blur.
    if (text !== '') onBlur()
    if (next.length > value.length) announce(counted(next))
  }
  const takeTyped = () => {
    const { found, unknown } = read(typed)
    if (typed !== '') take(found, unknown)
  }
  const onPaste = (event: ClipboardEvent) => {
    if (!(event.target instanceof HTMLInputElement)) return
    const list = read(event.clipboardData.getData('text'))
    hasPastedList.current = list.found.length + list.unknown.length > 1
    if (!isScopeList(list)) return
    event.preventDefault()
    const { selectionStart, selectionEnd, value: text } = event.target
    const around = [text.slice(0, selectionStart ?? undefined), text.slice(selectionEnd ?? undefined)]
    const [before = '', after = ''] = around.map((part) => part.trim())
    take(list.found, [before, ...list.unknown, after].filter(Boolean))
  }
  // Text entered while the scopes were loading. Later typing is excluded: choosing such a scope would undo it.
  const hasLoaded = scopes !== undefined
  const takeWhole = useEffectEvent(() => {
    if (!isFocused.current || (hasPastedList.current && read(typed).found.length > 0)) takeTyped()
  })
  useEffect(() => {
    if (!hasLoaded) return undefined
    const timer = setTimeout(takeWhole)
    return () => clearTimeout(timer)
  }, [hasLoaded])

  return (
    <Box>
      <Autocomplete
        multiple
        disableCloseOnSelect
        clearOnBlur={false}
        autoHighlight={typed !== ''}
        inputValue={typed}
        onInputChange={(_, text) => type(text)}
        onHighlightChange={(_, __, reason) => {
          walked.current = reason === 'keyboard'
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          // Do not submit the form: users press Enter out of habit after pasting a scope.
          event.preventDefault()
          if (walked.current) return
          // Scopes typed in full are selected, never toggled, even if Enter is pressed twice.
          const { found, unknown } = read(typed)
          if (typed === '' || found.length > 0) event.defaultMuiPrevented = true
          if (found.length > 0) take(found, unknown)
        }}
        options={options}
        value={chosen}
        loading={scopes === undefined}
        onFocus={() => {
          isFocused.current = true
        }}
        onBlur={() => {
          isFocused.current = false
          takeTyped()
          onBlur()
        }}
        onChange={(_, next, __, details) => {
          type('')
          const option = details?.option
          if (option && isService(option)) toggle(option.members)
          else onChange(next.filter((each) => !isService(each)).map(({ id }) => id))
        }}
        groupBy={({ service }) => service}
        getOptionLabel={({ id }) => id}
        isOptionEqualToValue={(a, b) => a.id === b.id}
        filterOptions={(all, { inputValue }) => matchingOptions(all, inputValue)}
        noOptionsText={words.noScope}
        clearText={words.clear}
        openText={m.action.openList}
        closeText={m.action.closeList}
        loadingText={m.action.loading}
        renderGroup={({ key, group, children }) => (
          <OptionGroup key={key} name={group} verbatim>
            {children}
          </OptionGroup>
        )}
        renderOption={({ key, ...props }, option) => {
          const members = isService(option) ? option.members : [option.id]
          const count = members.filter((id) => value.includes(id)).length
          const all = count === members.length
          const Tick = all ? SquareCheck : count > 0 ? SquareMinus : Square
          return (
            <Box
              component="li"
              key={key}
              {...props}
              aria-selected={all}
              sx={{ gap: 1.5, alignItems: 'flex-start !important' }}
            >
              <Tick size={18} aria-hidden style={{ flex: 'none', marginTop: 1 }} />
              {isService(option) ? <span>{words.selectService(option.service)}</span> : <ScopeWords option={option} />}
            </Box>
          )
        }}
        renderInput={(params) => (
          <TextField
            {...params}
            label={m.apiKeys.scope}
            required
            onPaste={onPaste}
            placeholder={value.length === 0 ? words.scopePlaceholder : ''}
            error={problem !== undefined}
            helperText={
              <Box component="span" sx={{ display: 'flex', justifyContent: 'space-between', gap: 2 }}>
                <span>{problem ?? words.scopeHelp}</span>
                {scopes && (
                  <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
                    {counted(value)}
                  </Box>
                )}
              </Box>
            }
          />
        )}
        renderValue={(all, itemProps) => (
          // Limit the height, because 100 chips would push the rest of the form out of view. The keyboard can scroll
          // them.
          <Box
            {...(all.length > chipsInSight && {
              role: 'group',
              'aria-label': m.apiKeys.scope,
              tabIndex: 0,
              onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
                if (event.target === event.currentTarget && event.key !== 'Tab') event.stopPropagation()
              },
            })}
            sx={
              all.length > chipsInSight
                ? {
                    display: 'flex',
                    flexWrap: 'wrap',
                    maxWidth: '100%',
                    maxHeight: { xs: 30 * chipsInSight, sm: 195 },
                    overflowY: 'auto',
                  }
                : // The text is typed after the last chip.
                  { display: 'contents' }
            }
          >
            {all.map(({ id }, index) => {
              const { key, ...props } = itemProps({ index })
              return (
                <Chip
                  key={key}
                  label={<Dotted text={id} />}
                  translate="no"
                  size="small"
                  variant="outlined"
                  {...props}
                  // Keep the text.
                  onDelete={() => onChange(value.filter((each) => each !== id))}
                  sx={{
                    borderRadius: 1,
                    fontFamily: 'ui-monospace, monospace',
                    height: 'auto',
                    '& .MuiChip-label': {
                      py: '3px',
                      lineHeight: '16px',
                      whiteSpace: 'normal',
                      overflowWrap: 'anywhere',
                    },
                  }}
                />
              )
            })}
          </Box>
        )}
        slotProps={{
          listbox: { sx: { maxHeight: 320 } },
        }}
      />
      <Box role="group" aria-label={words.presets} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5 }}>
        {presets(m, scopes ?? []).map((preset) => {
          const pressed = preset.scopes.every((id) => value.includes(id))
          const Sign = pressed ? Check : Plus
          return (
            <Chip
              key={preset.label}
              size="small"
              label={preset.label}
              icon={<Sign size={14} aria-hidden />}
              aria-pressed={pressed}
              color={pressed ? 'primary' : 'default'}
              variant="outlined"
              onClick={() => toggle(preset.scopes)}
            />
          )
        })}
      </Box>
    </Box>
  )
}

const ScopeWords = ({ option: { id, meaning, access } }: { readonly option: ScopeOption }) => {
  const m = useMessages()
  return (
    <Box sx={{ minWidth: 0, flex: 1 }}>
      <Typography component="div" sx={{ display: 'flex', justifyContent: 'space-between', gap: 2 }}>
        {meaning === '' ? <CodeText>{id}</CodeText> : <span>{meaning}</span>}
        {access !== null && (
          <Typography
            component="span"
            variant="caption"
            color={access === 'manage' || access === 'write' ? 'warning' : 'textSecondary'}
          >
            {m.scopeAccess[access]}
          </Typography>
        )}
      </Typography>
      {meaning !== '' && (
        <CodeText component="div" color="textSecondary" sx={{ fontSize: '0.75rem', overflowWrap: 'anywhere' }}>
          {id}
        </CodeText>
      )}
    </Box>
  )
}

const unknownOption = (id: string, service: string): ScopeOption => ({ id, service, meaning: '', access: null })
