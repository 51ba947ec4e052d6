import type { ReactNode } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { Boundary } from '#console/ui/dialog/boundary.tsx'
import { NoticeDialog } from '#console/ui/dialog/notice-dialog.tsx'

interface CreationBoundaryProps {
  readonly onClose: () => void
  readonly children: ReactNode
}

/**
 * Around a step that creates a key. Where it breaks, what holds the secret once it arrives is outside and goes on;
 * until then it is said that a key may have been made.
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
