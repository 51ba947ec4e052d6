import type { Locator } from '@playwright/test'

/** The texts and fields within an element that are cut, so that only a part of them can be read. */
export const cutTexts = (within: Locator): Promise<readonly string[]> =>
  within.evaluate((root) => {
    /** For screen readers alone. */
    const isHidden = (element: Element | null): boolean =>
      element !== null &&
      (element.getBoundingClientRect().width <= 1 ||
        element.getAttribute('aria-hidden') === 'true' ||
        isHidden(element.parentElement))
    const isCut = (element: Element) => {
      const { overflowX, overflowY } = getComputedStyle(element)
      // What a user types may be longer than its field.
      const isField = 'readOnly' in element && element.readOnly === true
      if (!isField && element.textContent.trim() === '') return false
      return (
        ((isField || overflowX === 'hidden') && element.scrollWidth > element.clientWidth) ||
        (overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1)
      )
    }
    return [...root.querySelectorAll('*')]
      .filter((element) => isCut(element) && !isHidden(element))
      .map((element) => ('value' in element ? `a field: ${String(element.value)}` : element.textContent))
  })
