import { useMessages } from '#console/i18n/i18n.ts'
import { announce } from '../page/announcer.tsx'
import { copyText } from '../text/copy-text.ts'
import { Glyph } from './glyph.tsx'
import { useControlTabIndex } from './in-grid.ts'
import { showTooltip } from '../tooltip/tooltip-layer.tsx'

/** An id in monospace with a copy button, whose label is `copy`: `Copy key ID`. */
export const Identifier = ({ id, copy }: { readonly id: string; readonly copy: string }) => {
  const m = useMessages()
  const tabIndex = useControlTabIndex()
  const press = async (button: HTMLElement) => {
    const outcome = (await copyText(id)) === 'copied' ? m.action.copied : m.action.notCopied
    announce(outcome)
    showTooltip(button, outcome)
  }
  return (
    <span className="identifier">
      <code translate="no">{id}</code>
      <button
        type="button"
        className="small-button"
        tabIndex={tabIndex}
        aria-label={copy}
        data-tip=""
        onClick={(event) => void press(event.currentTarget)}
      >
        <Glyph name="copy" />
      </button>
    </span>
  )
}
