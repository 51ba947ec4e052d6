import Box from '@mui/material/Box'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { Button } from '#console/ui/page/button.tsx'
import { lazyPart } from '#console/ui/loading/lazy-part.ts'
import type { CodeRequest } from './request.ts'

const CodePanel = lazyPart(async () => (await import('./code-panel.tsx')).CodePanel)

/** Equivalent code that follows a form while it is filled. Collapsed at first. */
export const EquivalentCode = ({ request }: { readonly request: CodeRequest }) => {
  const m = useMessages()
  const id = useId()
  const [open, setOpen] = useState(false)
  return (
    <Box sx={{ minWidth: 0 }}>
      <Button
        variant="text"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        startIcon={open ? <ChevronDown size={16} /> : <ChevronRight size={16} />}
        sx={{ ml: -3, color: 'text.secondary' }}
      >
        {m.code.title}
      </Button>
      <Box id={id} hidden={!open} sx={{ mt: 1 }}>
        {open && <CodePanel request={request} />}
      </Box>
    </Box>
  )
}
