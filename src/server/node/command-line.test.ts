import { describe, expect, it } from 'vitest'

import { help, readCommandLine } from './command-line.ts'
import { settings, SettingsError } from './settings.ts'

const problemsOf = (...args: readonly string[]): readonly string[] => {
  try {
    readCommandLine(args)
  } catch (error) {
    if (error instanceof SettingsError) return error.problems
    throw error
  }
  return []
}

describe('a command line', () => {
  it.each([
    [[], { command: 'serve', flags: {} }],
    [['doctor'], { command: 'doctor', flags: {} }],
    [['--help'], { command: 'help', flags: {} }],
    [['-h'], { command: 'help', flags: {} }],
    [['doctor', '--colour', '--help'], { command: 'help', flags: {} }],
    [['--version'], { command: 'version', flags: {} }],
    [
      ['--data-dir', '/a', 'doctor', '--port=0', '--upstream', 'yandex-cloud', '--log-level=debug'],
      {
        command: 'doctor',
        flags: { KEYRACK_DATA_DIR: '/a', PORT: '0', KEYRACK_UPSTREAM: 'yandex-cloud', LOG_LEVEL: 'debug' },
      },
    ],
  ])('%j is understood', (args, expected) => expect(readCommandLine(args)).toEqual(expected))

  it('with unknown flags names them and what is allowed, but not their values', () => {
    expect(problemsOf('--datadir', 'hunter2', '-v', '--colour=hunter2')).toEqual([
      expect.stringMatching(
        /^Unknown: --datadir, -v, --colour\. Allowed are --host, .*--data-dir, .*--help, --version$/,
      ),
    ])
  })

  it.each(['-phost', '-sxunter2'])('with the short flags %s is refused, and they are not repeated', (arg) => {
    expect(problemsOf('doctor', arg)).toEqual(['Argument 2 is unknown: flags begin with two hyphens'])
  })

  it.each([
    ['--admin-token', 'KEYRACK_ADMIN_TOKEN'],
    ['--session-secret', 'KEYRACK_SESSION_SECRET'],
    ['--database-url', 'DATABASE_URL'],
  ])('must not have the secret %s, which is not repeated', (flag, name) => {
    const problem = `${flag} is not allowed, because other users can see a process's arguments: set ${name} or ${name}_FILE`
    expect(problemsOf(flag, 'hunter2')).toEqual([problem])
    expect(problemsOf(`${flag}=hunter2`)).toEqual([problem])
  })

  it('with another command is refused, and the argument is not repeated', () => {
    expect(problemsOf('--port', '1', 'hunter2')).toEqual([
      'Argument 3 is not a flag: the only command is doctor. See keyrack --help',
    ])
  })

  it.each([[['--port']], [['--port=']], [['--port', '--help']], [['--port', '--host', '::1']]])(
    '%j lacks a value',
    (args) => expect(problemsOf(...args)).toContain('--port needs a value: --port <number>'),
  )
})

it('the help names every setting, its flag and its default, but no flag for a secret', () => {
  const text = help()
  for (const name of Object.keys(settings)) expect(text).toContain(name)
  expect(text).toContain('--data-dir <folder> (KEYRACK_DATA_DIR)\n')
  expect(text).toContain('default ./data\n')
  expect(text).not.toMatch(/--(?:admin-token|session-secret|database-url)/)
})
