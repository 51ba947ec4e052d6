import { id } from '#contract/field.ts'

const key = 'keyrack.folder'
const schema = id()

/** The folder that was open last in this browser. */
export const lastFolder = (): string | null => {
  try {
    const stored = schema.safeParse(localStorage.getItem(key))
    return stored.success ? stored.data : null
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
