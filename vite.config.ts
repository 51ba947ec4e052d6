import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'

import react from '@vitejs/plugin-react'
import type { Plugin, PreviewServer, ViteDevServer } from 'vite'
import { defineConfig } from 'vitest/config'

/** Writes `.br` and `.gz` beside every text file but the page, so that the server compresses no file while it runs. */
const precompress = (): Plugin => ({
  name: 'keyrack:precompress',
  apply: (_, { command, mode, isSsrBuild = false }) => command === 'build' && mode === 'production' && !isSsrBuild,
  async writeBundle({ dir = '' }) {
    const names = (await readdir(dir, { recursive: true })).filter((name) => /\.(js|css|svg|json)$/.test(name))
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

/** The application, which main.tsx imports. */
const firstPage = 'src/console/app/start.tsx'

/** The messages of a language that loads on demand. */
const messages = /\/src\/console\/i18n\/(\w+)\.ts$/

/**
 * Lets the browser load the first page's code as soon as it has index.html, in one wave: names all files of it, and for
 * public/first-paint.js the messages of each language. Low priority: the first paint needs none of them.
 */
const preloadFirstPage = (): Plugin => ({
  name: 'keyrack:preload-first-page',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle = {} }) => {
      const names: string[] = []
      const visit = (name: string) => {
        const chunk = bundle[name]
        if (chunk?.type !== 'chunk' || names.includes(name)) return
        chunk.imports.forEach(visit)
        names.push(name)
      }
      const languages: [tag: string, name: string][] = []
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue
        if (chunk.facadeModuleId?.endsWith(firstPage)) visit(chunk.fileName)
        const tag = chunk.facadeModuleId?.match(messages)?.[1]
        if (tag !== undefined) languages.push([tag, chunk.fileName])
      }
      return [
        ...names.map((name) => ({
          tag: 'link',
          attrs: {
            rel: 'modulepreload',
            crossorigin: true,
            fetchpriority: 'low',
            href: `/${name}`,
            'data-part': true,
          },
          injectTo: 'head' as const,
        })),
        // Before the script that reads it.
        ...languages.map(([tag, name]) => ({
          tag: 'meta',
          attrs: { name: `messages-${tag}`, content: `/${name}` },
          injectTo: 'head-prepend' as const,
        })),
      ]
    },
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

/** Leaves MUI's ripple out: theme.ts turns it off, so it is never rendered, but every button imports it. */
const withoutRipple = (): Plugin => ({
  name: 'keyrack:without-ripple',
  apply: 'build',
  load: {
    filter: { id: /\/@mui\/material\/ButtonBase\/TouchRipple\.mjs$/ },
    handler: () => 'export default () => null',
  },
})

/** The package only exports its development build, which warns in the browser's console. */
const productionRouter = [
  { find: /^react-router$/, replacement: resolve('node_modules/react-router/dist/production/index.mjs') },
  { find: /^react-router\/dom$/, replacement: resolve('node_modules/react-router/dist/production/dom-export.mjs') },
]

export default defineConfig(({ command, isSsrBuild = false }) => ({
  plugins: [react(), mockServiceWorker(), preloadFirstPage(), precompress(), withoutRipple()],
  resolve: { alias: command === 'build' ? productionRouter : [] },
  // The server writes the base path into index.html alone, so everything else refers to its neighbours.
  experimental: { renderBuiltUrl: (name, { hostType }) => (hostType === 'html' ? `/${name}` : { relative: true }) },
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
          // Only a part of Emotion that nobody uses imports it.
          treeshake: { moduleSideEffects: [{ test: /\/hoist-non-react-statics\//, sideEffects: false }] },
          // main.tsx imports the console part by part; as an entry it is grouped and preloaded as a whole.
          input: ['index.html', firstPage],
          output: {
            // What the first page needs in a few files and not in thirty.
            codeSplitting: {
              groups: [
                { name: 'loader', test: /preload-helper|rolldown.runtime/ },
                { name: 'libraries', tags: ['$initial'], test: /[\\/]node_modules[\\/]/ },
                { name: 'console', tags: ['$initial'], test: /[\\/]src[\\/](console|contract)[\\/].+\.tsx?$/ },
              ],
            },
          },
        },
      },
  test: {
    environment: 'node',
    // Vitest leaves a core free: on two, tests ran one by one, though many wait for processes.
    maxWorkers: '100%',
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
