import { type FocusEvent, type MouseEvent, useEffect } from 'react'

type Input = HTMLInputElement | HTMLTextAreaElement

// Browsers clear a clicked selection after the event.
const afterClick = (select: () => void) => void setTimeout(select)

/**
 * Props of a read-only input to copy from: focus, click and double click select its whole value. Browsers end a word at
 * a hyphen, which a secret may contain. Dragging still selects a part.
 */
export const selectsWhole = {
  onFocus: ({ currentTarget }: FocusEvent<Input>) => currentTarget.select(),
  onClick: ({ currentTarget: input, detail }: MouseEvent<Input>) =>
    afterClick(() => {
      if (detail > 1 || input.selectionStart === input.selectionEnd) input.select()
    }),
}

// Links and buttons have their own click.
const controls = 'a, button, label, [role=option]'

/**
 * Selects an id, mask or role as a whole on click. One listener for the page, so that table cells stay plain. Not
 * `user-select: all`, which would also end every selection there.
 */
export const WholeCode = () => {
  useEffect(() => {
    const select = ({ target, detail }: globalThis.MouseEvent) => {
      const code = target instanceof Element ? target.closest('code') : null
      const selection = getSelection()
      if (code === null || selection === null || code.closest(controls) !== null) return
      afterClick(() => {
        if (detail > 1 || selection.isCollapsed) selection.selectAllChildren(code)
      })
    }
    document.addEventListener('click', select)
    return () => document.removeEventListener('click', select)
  }, [])
  return null
}
