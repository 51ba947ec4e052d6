/** `missing`: the page has no clipboard, as over plain HTTP. `refused`: the browser said no. */
export type CopyResult = 'copied' | 'missing' | 'refused'

/** Puts text on the clipboard and says truthfully whether it is there. Never throws. */
export const copyText = async (text: string): Promise<CopyResult> => {
  // Typed as always there, but browsers leave it out of insecure pages.
  const clipboard = navigator.clipboard as Clipboard | undefined
  if (clipboard === undefined) return 'missing'
  try {
    await clipboard.writeText(text)
    return 'copied'
  } catch {
    return 'refused'
  }
}
