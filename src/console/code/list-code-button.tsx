import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import { CodeXml } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import type { CodeRequest } from './request.ts'

const CodeDialog = lazy(async () => ({ default: (await import('./code-dialog.tsx')).CodeDialog }))

interface ListCodeButtonProps {
  /** What is listed: "API keys". */
  readonly name: string
  readonly request: CodeRequest
}

/** Shows a list as code. */
export const ListCodeButton = ({ name, request }: ListCodeButtonProps) => {
  const m = useMessages()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Tooltip title={m.code.show}>
        <IconButton size="small" aria-label={m.code.show} aria-haspopup="dialog" onClick={() => setOpen(true)}>
          <CodeXml size={16} />
        </IconButton>
      </Tooltip>
      {open && (
        <Suspense fallback={null}>
          <CodeDialog name={name} actions={[{ label: name, request }]} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
