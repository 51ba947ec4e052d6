import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

import { chromium } from '@playwright/test'

/** Opens a page in half the time of the full browser. */
const shell = 'chromium-headless-shell'
const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const windowsPrograms = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? [])

const inPath = (command: string) => (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, command))

const usualPlaces = (headed: boolean) => [
  ...(headed ? [] : inPath(shell)),
  ...commands.flatMap(inPath),
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ...windowsPrograms.map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
  chromium.executablePath(),
]

/** The Chromium for the tests: `KEYRACK_CHROMIUM`, the system's, or Playwright's. Undefined without any. */
export const findChromium = (headed = false): string | undefined =>
  process.env['KEYRACK_CHROMIUM'] || usualPlaces(headed).find(existsSync)

const run = (command: string, ...args: string[]) => {
  console.log(`No Chromium found, trying: ${command} ${args.join(' ')}`)
  return spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0
}

/**
 * Installs Chromium if missing: Playwright's download, or Debian's package when running as root.
 *
 * @throws Error that says what to do
 */
export const ensureChromium = (): void => {
  if (findChromium() !== undefined) return
  if (run('npx', 'playwright', 'install', 'chromium') && findChromium() !== undefined) return
  if (process.getuid?.() === 0 && run('apt-get', 'update') && run('apt-get', 'install', '-y', shell)) return
  throw new Error('The end-to-end tests need Chromium: install it, or name its executable in KEYRACK_CHROMIUM.')
}
