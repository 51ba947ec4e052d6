import Alert from '@mui/material/Alert'
import IconButton from '@mui/material/IconButton'
import InputAdornment from '@mui/material/InputAdornment'
import { Eye, EyeOff } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { CopyButton } from '#console/ui/text/copy-button.tsx'
import type { CopyResult } from '#console/ui/text/copy-text.ts'
import { TextField } from '#console/ui/form/text-field.tsx'
import { selectsWhole } from '#console/ui/text/selects-whole.ts'
import type { CreatedApiKey } from '../queries.ts'

interface SecretFieldsProps {
  readonly created: CreatedApiKey
  /** The secret was copied. */
  readonly onCopied: () => void
}

const codeType = { fontFamily: 'ui-monospace, monospace', fontSize: '0.875rem', wordBreak: 'break-all' } as const
/** Several lines where one is too short. */
const lines = { multiline: true, sx: { '& textarea': codeType } } as const

/** The id, the secret and the header, each with a copy button. */
export const SecretFields = ({ created: { apiKey, secret }, onCopied }: SecretFieldsProps) => {
  const m = useMessages()
  const words = m.apiKeys.secret
  const field = useRef<HTMLTextAreaElement>(null)
  const [shown, setShown] = useState(false)
  const [failed, setFailed] = useState<Exclude<CopyResult, 'copied'> | null>(null)
  const header = (value: string) => `Authorization: Api-Key ${value}`
  // While hidden, the secret is not in the document. The mask still identifies the key.
  const visible = shown ? secret : apiKey.maskedSecret

  // Copying failed, so select the shown key for Ctrl+C.
  useEffect(() => {
    if (failed === null) return
    field.current?.focus()
    field.current?.select()
  }, [failed])

  const onResult = (result: CopyResult) => {
    if (result === 'copied') {
      setFailed(null)
      onCopied()
      return
    }
    setShown(true)
    setFailed(result)
  }

  return (
    <>
      <TextField
        label={m.apiKeys.keyId}
        value={apiKey.id}
        helperText={words.keyIdHelp}
        sx={{ '& input': codeType }}
        slotProps={{
          htmlInput: selectsWhole,
          input: {
            readOnly: true,
            endAdornment: <CopyButton text={apiKey.id} label={words.copyId} copied={words.idCopied} />,
          },
        }}
      />
      <TextField
        label={words.secretKey}
        value={visible}
        inputRef={field}
        helperText={words.secretKeyHelp}
        autoComplete="off"
        {...lines}
        slotProps={{
          htmlInput: {
            ...selectsWhole,
            translate: 'no',
            spellCheck: false,
            ...(!shown && { 'aria-description': words.hidden }),
          },
          input: {
            readOnly: true,
            endAdornment: (
              <InputAdornment position="end">
                <IconButton
                  size="small"
                  aria-label={shown ? words.hide : words.show}
                  data-tip=""
                  onClick={() => {
                    setShown(!shown)
                    setFailed(null)
                  }}
                >
                  {shown ? <EyeOff size={16} /> : <Eye size={16} />}
                </IconButton>
                <CopyButton text={secret} label={words.copy} copied={words.copied} onResult={onResult} />
              </InputAdornment>
            ),
          },
        }}
      />
      {failed !== null && (
        <Alert severity="error" variant="outlined">
          {failed === 'missing' ? words.noClipboard : words.clipboardRefused}
        </Alert>
      )}
      <TextField
        label={words.usage}
        value={header(visible)}
        autoComplete="off"
        {...lines}
        slotProps={{
          htmlInput: { ...selectsWhole, translate: 'no', spellCheck: false },
          input: {
            readOnly: true,
            endAdornment: (
              <CopyButton
                text={header(secret)}
                label={words.copyUsage}
                copied={words.usageCopied}
                onResult={onResult}
              />
            ),
          },
        }}
      />
    </>
  )
}
