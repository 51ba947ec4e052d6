const key = 'keyrack.folder'

/** The folder that was open last in this browser. */
export const lastFolder = (): string | null => {
  try {
    return localStorage.getItem(key)
  } catch {
    // Storage may be forbidden; then every visit starts at the first folder.
    return null
  }
}

export const rememberFolder = (folderId: string): void => {
  try {
    localStorage.setItem(key, folderId)
  } catch {
    // See above.
  }
}
