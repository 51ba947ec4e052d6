import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { build } from 'vite'

import { install } from '../install.ts'
import { type Files, serveFiles } from './files.ts'

const packages = {
  '@emotion/react': '^11.14.0',
  '@emotion/styled': '^11.14.1',
  '@mui/material': '^9.5.0',
  // Later versions require a version of a dependency that does not exist.
  '@mui/x-data-grid': '~9.14',
  react: '^19.3.1',
  'react-dom': '^19.3.1',
}

/**
 * A minimal page with MUI's data grid over the same keys.
 *
 * @throws Error with the reason when it cannot be installed
 */
export const startGrid = async (): Promise<Files> => {
  const installed = install(packages)
  const { folder } = installed
  try {
    writeFileSync(
      join(folder, 'index.html'),
      '<!doctype html><div id="root"></div><script type="module" src="/page.jsx"></script>',
    )
    writeFileSync(join(folder, 'page.jsx'), readFileSync(join(import.meta.dirname, 'grid-page.jsx')))
    await build({
      root: folder,
      configFile: false,
      logLevel: 'error',
      resolve: { alias: { '#rows': resolve(import.meta.dirname, 'rows.ts') } },
      build: { target: 'baseline-widely-available' },
    })
  } catch (error) {
    installed.forget()
    throw error
  }

  const files = await serveFiles(join(folder, 'dist'))
  return {
    ...files,
    close: () => {
      files.close()
      installed.forget()
    },
  }
}
