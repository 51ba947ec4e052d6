import Box from '@mui/material/Box'
import { type ClipboardEvent, type DragEvent, useCallback, useRef, useState } from 'react'

import { useOnDemandMessages } from '#console/i18n/on-demand.ts'
import { TextField } from '#console/ui/form/text-field.tsx'
import { Button } from '#console/ui/page/button.tsx'
import { type Clue, readClue } from './read-clue.ts'

interface ClueFieldProps {
  /** Nothing was searched for yet. */
  readonly first: boolean
  readonly onClue: (clue: Clue) => void
}

/** Dots instead of letters. Not a password field, whose value browsers offer to save. */
const hidden = { '& input': { WebkitTextSecurity: 'disc' } }

/**
 * Takes a secret, and passes on at most its last six characters. A pasted text never gets into the field, where the
 * browser would keep it for undo. Typed text stays in the field until it is read, in no state of React.
 */
export const ClueField = ({ first, onClue }: ClueFieldProps) => {
  const words = useOnDemandMessages().leak.whose
  const field = useRef<HTMLInputElement | null>(null)
  const [turn, setTurn] = useState(0)
  // Kept between renders, or each of them would take the focus.
  const mount = useCallback((element: HTMLInputElement | null) => {
    field.current = element
    element?.focus()
  }, [])

  const take = (text: string) => {
    if (field.current) field.current.value = ''
    // A new field each time, without the history of the old one.
    setTurn(turn + 1)
    onClue(readClue(text))
  }
  const takeData = (event: ClipboardEvent | DragEvent, data: DataTransfer) => {
    event.preventDefault()
    take(data.getData('text'))
  }
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        take(field.current?.value ?? '')
      }}
      sx={{ display: 'flex', flexDirection: { xs: 'column', sm: 'row' }, alignItems: 'flex-start', gap: 2, pt: 1.5 }}
    >
      <TextField
        key={turn}
        label={words.field}
        helperText={words.fieldHelp}
        inputRef={mount}
        autoComplete="off"
        sx={hidden}
        slotProps={{
          htmlInput: {
            spellCheck: false,
            autoCapitalize: 'none',
            autoCorrect: 'off',
            onPaste: (event: ClipboardEvent) => takeData(event, event.clipboardData),
            onDrop: (event: DragEvent) => takeData(event, event.dataTransfer),
          },
        }}
      />
      <Button
        type="submit"
        {...(first && { variant: 'contained', color: 'primary' })}
        sx={{ minHeight: 40, flex: 'none' }}
      >
        {words.find}
      </Button>
    </Box>
  )
}
