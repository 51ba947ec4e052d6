import { describe, expect, it } from 'vitest'

import { en } from './en.ts'

/** The sources that may use messages. */
const sources: Readonly<Record<string, string>> = import.meta.glob(
  ['../**/*.{ts,tsx}', '!../i18n/*/**', '!../i18n/{en,ru}.ts', '!../**/*.test.*'],
  { query: '?raw', import: 'default', eager: true },
)

/** Groups that may be indexed with a variable: `m.scheme[mode]`. */
const indexed: Readonly<Record<string, readonly string[]>> = {
  // The colour schemes of MUI.
  scheme: ['system', 'light', 'dark'],
  // The kinds of access and the scopes of the contract's catalogue.
  scopeAccess: Object.keys(en.scopeAccess),
  scopes: Object.keys(en.scopes),
  // The roles of the contract's catalogue.
  roles: Object.keys(en.roles),
  // The notes of the code panel.
  'code.note': Object.keys(en.code.note),
  // The kinds of subjects.
  'access.kind': Object.keys(en.access.kind),
  // The findings without a number or time, their reasons and actions, and the periods of the last use.
  'inventory.finding': Object.keys(en.inventory.finding),
  'inventory.reason': ['suspended', 'defaultScopes', 'neverExpires'],
  'inventory.fix': Object.keys(en.inventory.fix),
  'inventory.period': Object.keys(en.inventory.period),
  // The statuses of a service account.
  status: ['active', 'suspended', 'creating', 'deleting', 'unknown'],
}

type Tree = { readonly [key: string]: unknown }
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null

const leavesOf = (tree: Tree, path: readonly string[] = []): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    isTree(value) ? leavesOf(value, [...path, key]) : [[...path, key].join('.')],
  )

interface Use {
  /** Path of the message or group. */
  readonly path: string
  readonly kind: 'message' | 'indexed' | 'whole group'
}

const withoutComments = (source: string) => source.replaceAll(/\/\*.*?\*\/|(?<=^|\s)\/\/[^\n]*/gs, '')

/** `chain` follows the name of a messages object: `.apiKeys.form.clear(1).length`. */
const named = (base: readonly string[], chain: string, next: string): Use => {
  let here: unknown = en
  const path: string[] = []
  for (const part of [...base, ...(chain.match(/\w+/g) ?? [])]) {
    if (!isTree(here)) break
    here = here[part]
    path.push(part)
  }
  if (!isTree(here)) return { path: path.join('.'), kind: 'message' }
  return { path: path.join('.'), kind: next === '[' ? 'indexed' : 'whole group' }
}

const partsOf = (path: string) => path.split('.').filter(Boolean)
const messagesName = /\b(\w+)(?:: (?:Messages|ReturnType<typeof useMessages>)\b| = useMessages\(\))/g
const aliasOfGroup = /\bconst (\w+) = (\w+)((?:\.\w+)+)$/gm

/**
 * The messages that a source uses, also through `const words = m.apiKeys.form`. If two functions give the same name to
 * different groups, it counts for both.
 */
const usesIn = (source: string): Use[] => {
  let text = withoutComments(source)
  const names = new Map<string, Set<string>>()
  const add = (name: string, path: string) => names.set(name, (names.get(name) ?? new Set()).add(path))

  for (const [, name = ''] of text.matchAll(messagesName)) add(name, '')
  for (const [statement, name = '', of = '', chain = ''] of text.matchAll(aliasOfGroup)) {
    for (const base of names.get(of) ?? []) {
      const { path, kind } = named(partsOf(base), chain, '')
      if (kind === 'message') continue
      add(name, path)
      text = text.replace(statement, '')
    }
  }

  return [...names].flatMap(([name, bases]) => {
    const uses = text.matchAll(new RegExp(String.raw`(?<![\w.])${name}((?:\s*\??\.\s*\w+)+)(.?)`, 'gs'))
    return [...uses].flatMap(([, chain = '', next = '']) => [...bases].map((base) => named(partsOf(base), chain, next)))
  })
}

const uses = Object.entries(sources).flatMap(([file, source]) => usesIn(source).map((use) => ({ file, ...use })))

describe('the messages', () => {
  it('are each used somewhere in the console', () => {
    const used = new Set(uses.filter(({ kind }) => kind === 'message').map(({ path }) => path))
    for (const { path } of uses.filter(({ kind }) => kind === 'indexed')) {
      for (const key of indexed[path] ?? []) used.add(`${path}.${key}`)
    }
    expect(leavesOf(en).filter((path) => !used.has(path))).toEqual([])
  })

  it('are asked for by name, or from a group that is known to be indexed', () => {
    expect(uses.filter(({ kind, path }) => kind === 'indexed' && indexed[path] === undefined)).toEqual([])
  })

  it('are never handed on as a whole group, which would hide the unused ones', () => {
    expect(uses.filter(({ kind }) => kind === 'whole group')).toEqual([])
  })
})
