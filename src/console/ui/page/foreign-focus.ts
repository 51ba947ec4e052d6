import { useEffect } from 'react'

/** The application, and what MUI shows at the end of the body. */
const ours = '#root, [class*="Mui"]'

/**
 * Lets elements that are not ours keep the focus over a dialog: the popup of a password manager, say. MUI's focus trap
 * listens on the document and would take the focus back; focus that is moved to our page still returns to the dialog.
 */
export const ForeignFocus = () => {
  useEffect(() => {
    const hide = (event: FocusEvent) => {
      if (event.target instanceof Element && event.target.closest(ours) === null) event.stopPropagation()
    }
    // On its way up, just before the document: the element's own listeners have heard it.
    document.documentElement.addEventListener('focusin', hide)
    return () => document.documentElement.removeEventListener('focusin', hide)
  }, [])
  return null
}
