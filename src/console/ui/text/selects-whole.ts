import { type FocusEvent, type MouseEvent, useEffect } from 'react'

// The browser itself takes a selection away that is clicked, behind the event.
const afterClick = (select: () => void) => void setTimeout(select)

/**
 * Props of a read-only input whose value is there to be copied: the focus, a click or a double click selects all of it.
 * Browsers end a word at a hyphen, which a secret may hold. A part can still be selected by dragging.
 */
export const selectsWhole = {
  onFocus: ({ currentTarget }: FocusEvent<HTMLInputElement>) => currentTarget.select(),
  onClick: ({ currentTarget: input, detail }: MouseEvent<HTMLInputElement>) =>
    afterClick(() => {
      if (detail > 1 || input.selectionStart === input.selectionEnd) input.select()
    }),
}

// A click there does something else.
const controls = 'a, button, label, [role=option]'

/**
 * Selects an id, a mask or a role, which stand in code type, as a whole when it is clicked. One listener for the page:
 * the cells of a table stay plain. Not `user-select: all`, under which a selection that begins there ends there, too.
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
