import type { ReactNode } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { Boundary } from '#console/ui/dialog/boundary.tsx'
import { NoticeDialog } from '#console/ui/dialog/notice-dialog.tsx'

interface CreationBoundaryProps {
  readonly onClose: () => void
  readonly children: ReactNode
}

/**
 * Error boundary around a step that creates a key. The component that receives the secret is outside it and keeps
 * running. Until the secret arrives, the fallback warns that a key may have been created.
 */
export const CreationBoundary = ({ onClose, children }: CreationBoundaryProps) => {
  const m = useMessages()
  const words = m.apiKeys.form
  return (
    <Boundary
      renderFallback={() => (
        <NoticeDialog title={words.broken} text={words.brokenHelp} closeLabel={m.action.done} onClose={onClose} />
      )}
    >
      {children}
    </Boundary>
  )
}
