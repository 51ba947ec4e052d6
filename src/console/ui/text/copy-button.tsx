import IconButton from '@mui/material/IconButton'
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { announce } from '../page/announcer.tsx'
import { type CopyResult, copyText } from './copy-text.ts'
import { Tooltip } from '../tooltip/tooltip.tsx'

interface CopyButtonProps {
  readonly text: string
  /** The accessible name: `Copy key ID`. */
  readonly label: string
  /** What is announced after the clipboard agreed. */
  readonly copied: string
  /** Told every outcome. Whoever listens shows a failure; otherwise it is announced here. */
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

  const tooltip = { copied: m.action.copied, missing: m.action.notCopied, refused: m.action.notCopied, none: label }[
    result ?? 'none'
  ]

  const copy = async () => {
    const outcome = await copyText(text)
    setResult(outcome)
    if (outcome === 'copied') announce(copied)
    else if (onResult === undefined) announce(m.action.notCopied)
    onResult?.(outcome)
  }

  return (
    <Tooltip title={tooltip}>
      <IconButton size="small" aria-label={label} onClick={() => void copy()}>
        {result === 'copied' ? <Check size={16} /> : <Copy size={16} />}
      </IconButton>
    </Tooltip>
  )
}
