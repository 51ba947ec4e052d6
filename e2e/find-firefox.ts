import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const commands = ['firefox-esr', 'firefox']

const usualPlaces = [
  ...commands.flatMap((command) => (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, command))),
  '/Applications/Firefox.app/Contents/MacOS/firefox',
]

/** An installed Firefox: `KEYRACK_FIREFOX` or one of the system's. Undefined without any. */
export const findFirefox = (): string | undefined => process.env['KEYRACK_FIREFOX'] || usualPlaces.find(existsSync)
