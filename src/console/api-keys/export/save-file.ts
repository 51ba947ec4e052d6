/** A file whose text is written in pieces. */
interface TextFile {
  readonly name: string
  readonly type: string
  readonly pieces: Iterable<string>
}

const nextTask = () => new Promise((resolve) => setTimeout(resolve))
const longestTask = 50

/** Writes the pieces of a file with pauses, so that the page answers meanwhile, and downloads it. */
export const saveFile = async ({ name, type, pieces }: TextFile): Promise<void> => {
  // Converted to bytes as they are written: all of a long file at once takes a second.
  const parts: Blob[] = []
  let part = ''
  let begun = performance.now()
  for (const piece of pieces) {
    part += piece
    if (performance.now() - begun < longestTask) continue
    parts.push(new Blob([part]))
    part = ''
    await nextTask()
    begun = performance.now()
  }
  const address = URL.createObjectURL(new Blob([...parts, part], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

/** `keyrack-api-keys-production-2026-11-28.csv`. @param of the name of a folder or the like */
export const fileName = (of: string, at: number, ending: string): string => {
  const safe = of.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '')
  return `keyrack-api-keys-${safe === '' ? '' : `${safe}-`}${new Date(at).toISOString().slice(0, 10)}.${ending}`
}
