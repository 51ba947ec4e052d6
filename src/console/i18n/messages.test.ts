import { describe, expect, it } from 'vitest'

import { en } from './en.ts'

/** The sources of the console that may use a message. */
const sources: Readonly<Record<string, string>> = import.meta.glob(
  ['../**/*.{ts,tsx}', '!../i18n/**', '!../**/*.test.*'],
  { query: '?raw', import: 'default', eager: true },
)

/** The keys that are asked for by a variable in brackets, `m.scheme[mode]`. Nothing else may be. */
const indexed: Readonly<Record<string, readonly string[]>> = {
  // One word for each colour scheme MUI knows.
  scheme: ['system', 'light', 'dark'],
  // One word for each kind of access, and a meaning for each scope, of the contract's catalogue.
  scopeAccess: Object.keys(en.scopeAccess),
  scopes: Object.keys(en.scopes),
  // A meaning for each role of the contract's catalogue.
  roles: Object.keys(en.roles),
  // One text for each note of a tool.
  'code.note': Object.keys(en.code.note),
  // One word for each kind of subject.
  'access.kind': Object.keys(en.access.kind),
  // One word for each status of a service account; the statuses of a key are written out.
  status: ['active', 'suspended', 'creating', 'deleting', 'unknown'],
}

type Tree = { readonly [key: string]: unknown }
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null

const leavesOf = (tree: Tree, path: readonly string[] = []): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    isTree(value) ? leavesOf(value, [...path, key]) : [[...path, key].join('.')],
  )

interface Use {
  /** Path of the message or the group. */
  readonly path: string
  readonly kind: 'message' | 'indexed' | 'whole group'
}

const withoutComments = (source: string) => source.replaceAll(/\/\*.*?\*\/|(?<=^|\s)\/\/[^\n]*/gs, '')

/** `chain` is what follows the name of a messages object: `.apiKeys.form.clear(1).length`. */
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
 * What a source uses, also by `const words = m.apiKeys.form`. A name that two functions of a file give to different
 * groups counts for both.
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
