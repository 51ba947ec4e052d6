/**
 * A `ref` that focuses the element on mount. Unlike `autoFocus`, it works inside a dialog in development, where React
 * mounts twice.
 */
export const focusOnArrival = (element: HTMLElement | null): void => element?.focus()

/**
 * Focuses the page's heading, after a navigation or when the focused element is gone. Waits for a closing dialog to
 * restore the focus.
 */
export const focusHeading = (): void => {
  setTimeout(() => document.querySelector<HTMLElement>('main h1')?.focus())
}
