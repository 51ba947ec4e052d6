import { defineConfig } from '@playwright/test'

import { findChromium } from './e2e/chromium.ts'
import type { BackEndOption } from './e2e/fixtures.ts'

const mockOrigin = 'http://127.0.0.1:5174'
const devOrigin = 'http://127.0.0.1:5173'
const mock = '--mode mock --outDir dist/mock --logLevel error'
const executablePath = findChromium()

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
    { name: 'real', testIgnore: ['dev-server.spec.ts', 'gateway.spec.ts', 'mock.spec.ts'], use: { backEnd: 'real' } },
    // Behind the console, the mock is the same service. What runs again here is each page and dialog, each kind of
    // fault, and what the mock does in its own way: sessions, stored rows, the use of keys. A page takes twice as long.
    { name: 'mock', grep: /@mock/, use: { backEnd: 'mock', baseURL: mockOrigin } },
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
