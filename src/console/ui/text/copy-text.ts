/** `missing`: the page has no clipboard, as over plain HTTP. `refused`: the browser denied it. */
export type CopyResult = 'copied' | 'missing' | 'refused'

/** Copies a text to the clipboard and reports the actual result. Never throws. */
export const copyText = async (text: string): Promise<CopyResult> => {
  // Typed as always present, but missing on insecure pages.
  const clipboard = navigator.clipboard as Clipboard | undefined
  if (clipboard === undefined) return 'missing'
  try {
    await clipboard.writeText(text)
    return 'copied'
  } catch {
    return 'refused'
  }
}
