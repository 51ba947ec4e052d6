import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { build } from 'vite'

import { type Files, serveFiles } from './files.ts'

/** The baseline: the console's libraries with one table of these rows, and no code of the console. */
export const startBare = async (rows: readonly unknown[]): Promise<Files> => {
  const folder = mkdtempSync(join(tmpdir(), 'keyrack-bare-'))
  const forget = () => rmSync(folder, { recursive: true, force: true })
  try {
    await build({
      root: join(import.meta.dirname, 'bare'),
      configFile: false,
      logLevel: 'error',
      build: { target: 'baseline-widely-available', outDir: folder, emptyOutDir: true },
    })
    writeFileSync(join(folder, 'rows.json'), JSON.stringify(rows))
    const files = await serveFiles(folder)
    return {
      ...files,
      close: () => {
        files.close()
        forget()
      },
    }
  } catch (error) {
    forget()
    throw error
  }
}
