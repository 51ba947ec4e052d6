import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

import { chromium } from '@playwright/test'

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const windowsPrograms = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? [])

const usualPlaces = () => [
  ...(process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => commands.map((command) => join(folder, command))),
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ...windowsPrograms.map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
  chromium.executablePath(),
]

/** The browser of the tests: `KEYRACK_CHROMIUM`, one of the system's, or Playwright's own; undefined without any. */
export const findChromium = (): string | undefined => process.env['KEYRACK_CHROMIUM'] || usualPlaces().find(existsSync)

const run = (command: string, ...args: string[]) => {
  console.log(`No Chromium found, trying: ${command} ${args.join(' ')}`)
  return spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0
}

/** Gets a Chromium where there is none: Playwright's download, else Debian's package when we may install one.
 * @throws Error with one sentence that says what to do */
export const ensureChromium = (): void => {
  if (findChromium() !== undefined) return
  if (run('npx', 'playwright', 'install', 'chromium') && findChromium() !== undefined) return
  if (process.getuid?.() === 0 && run('apt-get', 'update') && run('apt-get', 'install', '-y', 'chromium')) return
  throw new Error('The end-to-end tests need Chromium: install it, or name its executable in KEYRACK_CHROMIUM.')
}
