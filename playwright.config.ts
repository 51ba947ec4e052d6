import { defineConfig } from '@playwright/test'

import { findChromium } from './e2e/chromium.ts'
import type { BackEndOption } from './e2e/fixtures.ts'

const mockOrigin = 'http://127.0.0.1:5174'
const devOrigin = 'http://127.0.0.1:5173'
const mock = '--mode mock --outDir dist/mock --logLevel error'
const executablePath = findChromium()

/** What no mock can show: the built files, the headers of the server, its own rules. */
const ofTheBuiltService = [
  'base-path.spec.ts',
  'service.spec.ts',
  'security-headers.spec.ts',
  'size.spec.ts',
  'first-paint.spec.ts',
  'layout-shift.spec.ts',
  'dev-server.spec.ts',
]
/** What concerns the console alone, whatever answers it: it runs on the built service, which is faster than the mock. */
const ofTheConsole = [
  'accessibility*.spec.ts',
  'api-keys-link.spec.ts',
  'api-keys-rotation-card.spec.ts',
  'api-keys-scopes.spec.ts',
  'api-keys-secret.spec.ts',
  'broken-page.spec.ts',
  'cloud-differences.spec.ts',
  'command-palette.spec.ts',
  'equivalent-code.spec.ts',
  'fault-matrix.spec.ts',
  'firefox.spec.ts',
  'folders.spec.ts',
  'frame.spec.ts',
  'history.spec.ts',
  'keyboard.spec.ts',
  'language.spec.ts',
  'lists*.spec.ts',
  'narrow.spec.ts',
  'page-translation.spec.ts',
  'printing.spec.ts',
  'session-end.spec.ts',
  'tooltips.spec.ts',
]

export default defineConfig<object, BackEndOption>({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  globalSetup: './e2e/global-setup.ts',
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  // More than there are cores: a page waits for its network, its timers and its next frame half of the time.
  workers: 3,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '.cache/e2e.json' }]],
  use: {
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    // Recording a trace doubles the time of a test on a small machine; `--trace on` is there for who needs one.
    trace: 'off',
    contextOptions: { reducedMotion: 'reduce' },
    // A window allows it by itself; where there is none nobody could be asked.
    permissions: ['clipboard-write'],
    launchOptions: {
      ...(executablePath !== undefined && { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    {
      name: 'mock',
      testIgnore: [...ofTheBuiltService, ...ofTheConsole, 'gateway.spec.ts'],
      use: { backEnd: 'mock', baseURL: mockOrigin },
    },
    {
      name: 'real',
      testIgnore: ['dev-server.spec.ts', 'gateway.spec.ts'],
      use: { backEnd: 'real' },
    },
    // What the console does is the same in front of a cloud, so only its core runs again there.
    { name: 'gateway', grep: /@gateway/, use: { backEnd: 'gateway' } },
    // Its first page waits until all dependencies are bundled.
    { name: 'dev', testMatch: 'dev-server.spec.ts', timeout: 300_000, use: { backEnd: 'mock', baseURL: devOrigin } },
  ],
  // Built, or a page would load in seconds; with React's development checks, whose warnings fail a test.
  webServer: [
    {
      command: `npx vite build ${mock} && npx vite preview ${mock} --port ${new URL(mockOrigin).port} --strictPort`,
      env: { NODE_ENV: 'development' },
      url: mockOrigin,
    },
    { command: 'npm run dev', url: devOrigin },
  ],
})
