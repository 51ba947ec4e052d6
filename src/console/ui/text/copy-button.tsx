import IconButton from '@mui/material/IconButton'
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { announce } from '../page/announcer.tsx'
import { type CopyResult, copyText } from './copy-text.ts'
import { showTooltip } from '../tooltip/tooltip-layer.tsx'

interface CopyButtonProps {
  readonly text: string
  /** The accessible name: `Copy key ID`. */
  readonly label: string
  /** Announced after the clipboard accepted the text. */
  readonly copied: string
  /** Receives every result. If set, the caller shows failures, otherwise they are announced here. */
  readonly onResult?: (result: CopyResult) => void
}

const tickedMilliseconds = 2000

/** Copies a text. Says "Copied" only after the clipboard accepted it. */
export const CopyButton = ({ text, label, copied, onResult }: CopyButtonProps) => {
  const m = useMessages()
  const [ticked, setTicked] = useState(false)

  useEffect(() => {
    if (!ticked) return
    const timer = setTimeout(() => setTicked(false), tickedMilliseconds)
    return () => clearTimeout(timer)
  }, [ticked])

  const copy = async (button: HTMLElement) => {
    const result = await copyText(text)
    const isCopied = result === 'copied'
    setTicked(isCopied)
    showTooltip(button, isCopied ? m.action.copied : m.action.notCopied)
    if (isCopied) announce(copied)
    else if (onResult === undefined) announce(m.action.notCopied)
    onResult?.(result)
  }

  return (
    <IconButton size="small" aria-label={label} data-tip="" onClick={(event) => void copy(event.currentTarget)}>
      {ticked ? <Check size={16} /> : <Copy size={16} />}
    </IconButton>
  )
}
