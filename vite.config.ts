import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'

import react from '@vitejs/plugin-react'
import type { Plugin, PreviewServer, ViteDevServer } from 'vite'
import { defineConfig } from 'vitest/config'

/** Writes `.br` and `.gz` beside every text asset, so that the server compresses nothing while it runs. */
const precompress = (): Plugin => ({
  name: 'keyrack:precompress',
  apply: (_, { command, mode, isSsrBuild = false }) => command === 'build' && mode === 'production' && !isSsrBuild,
  async writeBundle({ dir = '' }, bundle) {
    const names = Object.keys(bundle).filter((name) => /^assets\/.+\.(js|css|svg|json)$/.test(name))
    await Promise.all(
      names.map(async (name) => {
        const path = resolve(dir, name)
        const content = await readFile(path)
        await writeFile(`${path}.br`, await promisify(brotliCompress)(content))
        await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }))
      }),
    )
  },
})

/** The worker of MSW, straight from the installed version: it can neither drift from it nor get into a build. */
const mockServiceWorker = (): Plugin => {
  const serveWorker = ({ middlewares }: ViteDevServer | PreviewServer) => {
    const path = createRequire(import.meta.url).resolve('msw/mockServiceWorker.js')
    middlewares.use('/mockServiceWorker.js', (_, response, next) => {
      readFile(path).then((code) => response.setHeader('content-type', 'text/javascript').end(code), next)
    })
  }
  return {
    name: 'keyrack:mock-service-worker',
    apply: (_, { command, mode }) => command === 'serve' && mode === 'mock',
    configureServer: serveWorker,
    configurePreviewServer: serveWorker,
  }
}

export default defineConfig(({ isSsrBuild = false }) => ({
  plugins: [react(), mockServiceWorker(), precompress()],
  publicDir: isSsrBuild ? false : 'public',
  preview: { host: '127.0.0.1' },
  server: { host: '127.0.0.1', port: 5173, strictPort: true, watch: { ignored: ['**/data/**', '**/dist/**'] } },
  // Everything a page may load later too: a dependency found only then would reload the page under the user's hands.
  optimizeDeps: { entries: ['index.html', 'src/{console,mocks}/**/*.{ts,tsx}', '!**/*.test.*'] },
  build: isSsrBuild
    ? { rolldownOptions: { input: 'src/server/node/main.ts' }, outDir: 'dist/server', target: 'node20', minify: false }
    : {
        outDir: 'dist/console',
        target: 'baseline-widely-available',
        modulePreload: { polyfill: false },
        // print.css: the CSP allows no data URLs as stylesheets.
        assetsInlineLimit: (path: string) => (path.endsWith('.css') ? false : undefined),
        // The libraries of the first page, in one file on purpose; e2e/size.spec.ts watches what they weigh.
        chunkSizeWarningLimit: 700,
        rolldownOptions: {
          output: {
            // What the first page needs in a few files and not in thirty. Not main.tsx itself: it awaits parts that
            // import the others, and would wait for itself.
            codeSplitting: {
              groups: [
                { name: 'libraries', tags: ['$initial'], test: /[\\/]node_modules[\\/]/ },
                { name: 'console', tags: ['$initial'], test: /[\\/]src[\\/](console|contract)[\\/]/ },
              ],
            },
          },
        },
      },
  test: {
    environment: 'node',
    testTimeout: 20_000,
    hookTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: '.cache/unit.json' }]],
    // Most of a file's time was the import of the same modules anew. Those of `node` replace modules and hold
    // processes, so each of them has a worker of its own.
    projects: [
      {
        extends: true,
        test: {
          name: 'portable',
          include: ['src/**/*.test.ts'],
          exclude: ['src/server/node/**'],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'node', include: ['src/server/node/**/*.test.ts'] } },
      { extends: true, test: { name: 'service', include: ['e2e/service/*.test.ts'] } },
    ],
  },
}))
