import { describe, expect, it } from 'vitest'

import { en } from './en.ts'
import { languages } from './i18n.ts'
import { ru } from './ru.ts'

type Tree = { readonly [key: string]: unknown }
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null

const textsOf = (tree: Tree, path = ''): [string, unknown][] =>
  Object.entries(tree).flatMap(([key, value]): [string, unknown][] =>
    isTree(value) ? textsOf(value, `${path}${key}.`) : [[`${path}${key}`, value]],
  )

// Product names and language-independent symbols.
const sameOnPurpose = new Set(['app.name', 'app.section', 'list.none'])

const translations = Object.values(languages).filter(({ name }) => name !== languages.en.name)

describe.each(translations)('$name', ({ load }) => {
  it('has every message of English, and no other', async () => {
    expect(textsOf(await load()).map(([path]) => path)).toEqual(textsOf(en).map(([path]) => path))
  })

  it('left nothing untranslated', async () => {
    const english = new Map(textsOf(en))
    const same = textsOf(await load()).filter(([path, text]) => typeof text === 'string' && english.get(path) === text)
    expect(same.map(([path]) => path).filter((path) => !sameOnPurpose.has(path))).toEqual([])
  })
})

describe('Russian', () => {
  it.each([
    [1, '1\u00a0API-ключ удалится'],
    [2, '2\u00a0API-ключа удалятся'],
    [5, '5\u00a0API-ключей удалятся'],
    [11, '11\u00a0API-ключей удалятся'],
    [21, '21\u00a0API-ключ удалится'],
    [1000, '1\u00a0000\u00a0API-ключей удалятся'],
  ])('counts %d API keys as Russian does', (n, words) => {
    expect(ru.serviceAccounts.delete.withKeys(n)).toContain(words)
  })
})
