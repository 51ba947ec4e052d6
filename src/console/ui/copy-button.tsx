import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { announce } from './announcer.tsx'
import { type CopyResult, copyText } from './copy-text.ts'

interface CopyButtonProps {
  readonly text: string
  /** The accessible name: `Copy key ID`. */
  readonly label: string
  /** What is announced after the clipboard agreed. */
  readonly copied: string
  /** Told every outcome; a failure must be shown by the caller or is shown as a tooltip here. */
  readonly onResult?: (result: CopyResult) => void
}

const shownMilliseconds = 2000

/** Copies a text. Says "Copied" only after the clipboard agreed. */
export const CopyButton = ({ text, label, copied, onResult }: CopyButtonProps) => {
  const m = useMessages()
  const [result, setResult] = useState<CopyResult | null>(null)

  useEffect(() => {
    if (result === null) return
    const timer = setTimeout(() => setResult(null), shownMilliseconds)
    return () => clearTimeout(timer)
  }, [result])

  const copy = async () => {
    const outcome = await copyText(text)
    setResult(outcome)
    announce(outcome === 'copied' ? copied : m.apiKeys.secret.clipboardRefused)
    onResult?.(outcome)
  }

  return (
    <Tooltip title={result === 'copied' ? m.action.copied : label} {...(result !== null && { open: result === 'copied' })}>
      <IconButton size="small" aria-label={label} onClick={() => void copy()}>
        {result === 'copied' ? <Check size={16} /> : <Copy size={16} />}
      </IconButton>
    </Tooltip>
  )
}
