import { parseArgs } from 'node:util'

import { defaultOf, flagOf, isSecret, names, settings, SettingsError } from './settings.ts'

/** What a command line asks for. `flags` are by the variables of their settings. */
export interface CommandLine {
  readonly command: 'serve' | 'doctor' | 'help' | 'version'
  readonly flags: Readonly<Record<string, string>>
}

const flagNames = names.filter((name) => !isSecret(name)).map(flagOf)

/**
 * Reads the arguments of `keyrack`.
 *
 * @throws SettingsError with one line for each that is unknown, incomplete, or names a secret
 */
export const readCommandLine = (args: readonly string[]): CommandLine => {
  // They would be taken as letters, one flag each, and be repeated.
  const bundle = args.findIndex((arg) => /^-[^-]./.test(arg))
  if (bundle !== -1) throw new SettingsError([`Argument ${bundle + 1} is unknown: flags begin with two hyphens`])
  const { tokens } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean' },
      ...Object.fromEntries(names.map((name) => [flagOf(name).slice(2), { type: 'string' as const }])),
    },
    allowPositionals: true,
    // Its own errors name nothing that is allowed.
    strict: false,
    tokens: true,
  })
  const asked = new Set(tokens.map((token) => (token.kind === 'option' ? token.name : '')))
  if (asked.has('help')) return { command: 'help', flags: {} }
  if (asked.has('version')) return { command: 'version', flags: {} }

  const flags: Record<string, string> = {}
  const problems: string[] = []
  const unknown: string[] = []
  let command: CommandLine['command'] = 'serve'
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1]
    // Perhaps the value of a flag that does not exist.
    const follows = before?.kind === 'option' && unknown.includes(before.rawName)
    if (token.kind === 'positional' && !follows) {
      if (token.value === 'doctor') command = 'doctor'
      // Without the argument: it may be a secret.
      else problems.push(`Argument ${token.index + 1} is not a flag: the only command is doctor. See keyrack --help`)
    }
    if (token.kind !== 'option') continue
    const name = names.find((candidate) => flagOf(candidate) === token.rawName)
    if (name === undefined) {
      unknown.push(token.rawName)
    } else if (isSecret(name)) {
      problems.push(
        `${token.rawName} is not allowed, because other users can see a process's arguments: set ${name} or ${name}_FILE`,
      )
    } else if (!token.value || (!token.inlineValue && token.value.startsWith('--'))) {
      problems.push(`${token.rawName} needs a value: ${token.rawName} ${settings[name].value}`)
    } else {
      flags[name] = token.value
    }
  }
  if (unknown.length > 0) {
    problems.push(`Unknown: ${unknown.join(', ')}. Allowed are ${flagNames.join(', ')}, --help, --version`)
  }
  if (problems.length > 0) throw new SettingsError(problems)
  return { command, flags }
}

/** What `keyrack --help` prints. */
export const help = (): string => {
  const ofFlag = (name: (typeof names)[number]) => {
    const byDefault = defaultOf(name) === '' ? '' : `, default ${defaultOf(name)}`
    return [`  ${flagOf(name)} ${settings[name].value} (${name})`, `      ${settings[name].help}${byDefault}`]
  }
  return [
    'Usage: keyrack [flags]          serves the console, with its own service or in front of a cloud',
    '       keyrack doctor [flags]   checks the settings and what they need, and starts nothing',
    '       keyrack --help, -h | --version',
    '',
    'Flags, each with the environment variable that does the same. A flag wins.',
    '',
    ...names.filter((name) => !isSecret(name)).flatMap(ofFlag),
    '',
    'Secrets have no flag. Set the variable, or name a file with <variable>_FILE.',
    '',
    ...names.filter(isSecret).flatMap((name) => [`  ${name}`, `      ${settings[name].help}`]),
  ].join('\n')
}
