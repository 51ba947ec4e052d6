import { useEffect } from 'react'

/** The application and MUI's portals at the end of the body. */
const ours = '#root, [class*="Mui"]'

/**
 * Lets foreign elements keep the focus over a dialog, such as a password manager's popup. MUI's focus trap listens on
 * the document and would take it back. Focus that moves to our page still returns to the dialog.
 */
export const ForeignFocus = () => {
  useEffect(() => {
    const hide = (event: FocusEvent) => {
      if (event.target instanceof Element && event.target.closest(ours) === null) event.stopPropagation()
    }
    // While bubbling, just before the document, so that the element's own listeners have run.
    document.documentElement.addEventListener('focusin', hide)
    return () => document.documentElement.removeEventListener('focusin', hide)
  }, [])
  return null
}
