/**
 * As a `ref`: gives the element the focus when it appears. Unlike `autoFocus` it holds inside a dialog in development
 * too, where React mounts everything twice.
 */
export const focusOnArrival = (element: HTMLElement | null): void => element?.focus()

/**
 * Puts the focus on the page's heading: after navigation, or when what had it is gone. Not before a closing dialog has
 * given the focus back to where it was.
 */
export const focusHeading = (): void => {
  setTimeout(() => document.querySelector<HTMLElement>('main h1')?.focus())
}
