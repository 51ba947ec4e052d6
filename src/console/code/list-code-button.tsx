import IconButton from '@mui/material/IconButton'
import { CodeXml } from 'lucide-react'
import { useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { lazyPart } from '#console/ui/loading/lazy-part.ts'
import type { CodeRequest } from './request.ts'

const CodeDialog = lazyPart(async () => (await import('./code-dialog.tsx')).CodeDialog)

interface ListCodeButtonProps {
  /** The listed resources: "API keys". */
  readonly name: string
  readonly request: CodeRequest
}

/** Shows a list as code. */
export const ListCodeButton = ({ name, request }: ListCodeButtonProps) => {
  const m = useMessages()
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton
        size="small"
        aria-label={m.code.show}
        data-tip=""
        aria-haspopup="dialog"
        onPointerEnter={CodeDialog.preload}
        onFocus={CodeDialog.preload}
        onClick={() => setOpen(true)}
      >
        <CodeXml size={16} />
      </IconButton>
      {open && <CodeDialog name={name} actions={[{ label: name, request }]} onClose={() => setOpen(false)} />}
    </>
  )
}
