import IconButton from '@mui/material/IconButton'
import { Download } from 'lucide-react'
import { useState } from 'react'

import { useOnDemandMessages } from '#console/i18n/on-demand.ts'
import { lazyPart } from '#console/ui/loading/lazy-part.ts'
import { Spinner } from '#console/ui/loading/spinner.tsx'
import { useDelayed } from '#console/ui/loading/use-delayed.ts'
import type { ExportedKey, ExportMenuProps } from './export-menu.tsx'

const ExportMenu = lazyPart(async () => (await import('./export-menu.tsx')).ExportMenu)

type ExportButtonProps<Row extends ExportedKey> = Omit<ExportMenuProps<Row>, 'anchor' | 'onPending' | 'onClose'>

/** The menu that saves a list of API keys as a file, or copies a link to it. */
export const ExportButton = <Row extends ExportedKey>(props: ExportButtonProps<Row>) => {
  const words = useOnDemandMessages().exports
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [pending, setPending] = useState(false)
  const slow = useDelayed(pending)
  // A lazy part has no type parameter. The rows are those of the state.
  const menuProps = props as unknown as ExportButtonProps<ExportedKey>
  return (
    <>
      <IconButton
        size="small"
        aria-label={words.menu}
        data-tip=""
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-busy={pending}
        onPointerEnter={ExportMenu.preload}
        onFocus={ExportMenu.preload}
        onClick={(event) => {
          if (!pending) setAnchor(event.currentTarget)
        }}
      >
        {slow ? <Spinner /> : <Download size={16} />}
      </IconButton>
      {anchor !== null && (
        <ExportMenu {...menuProps} anchor={anchor} onPending={setPending} onClose={() => setAnchor(null)} />
      )}
    </>
  )
}
