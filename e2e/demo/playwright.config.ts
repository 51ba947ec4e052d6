import { fileURLToPath } from 'node:url'

import { defineConfig } from '@playwright/test'

import tests from '../../playwright.config.ts'
import { findChromium } from '../chromium.ts'
import type { BackEndOption } from '../fixtures.ts'

const headed = process.env['HEADED'] === '1'
const executablePath = findChromium(headed)
const [mock] = [tests.webServer ?? []].flat()

/** The walk-through of `npm run demo`, on the mock alone. Slow and visible with `HEADED=1`. */
export default defineConfig<object, BackEndOption>({
  ...tests,
  testDir: fileURLToPath(new URL('.', import.meta.url)),
  testMatch: 'walk-through.ts',
  globalSetup: fileURLToPath(new URL('../global-setup.ts', import.meta.url)),
  outputDir: '../../test-results/demo',
  reporter: 'list',
  timeout: 300_000,
  use: {
    ...tests.use,
    viewport: { width: 1280, height: 860 },
    headless: !headed,
    launchOptions: {
      ...tests.use?.launchOptions,
      ...(headed && { slowMo: 500, ...(executablePath !== undefined && { executablePath }) }),
    },
  },
  projects: (tests.projects ?? []).filter(({ name }) => name === 'mock'),
  ...(mock && { webServer: { ...mock, cwd: fileURLToPath(new URL('../..', import.meta.url)) } }),
})
