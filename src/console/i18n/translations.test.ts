import { describe, expect, it } from 'vitest'

import { en } from './en.ts'
import { languages, languageTags } from './i18n.ts'
import { onDemandMessages } from './on-demand.ts'
import { ru } from './ru.ts'

type Tree = { readonly [key: string]: unknown }
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null

const textsOf = (tree: Tree, path = ''): [string, unknown][] =>
  Object.entries(tree).flatMap(([key, value]): [string, unknown][] =>
    isTree(value) ? textsOf(value, `${path}${key}.`) : [[`${path}${key}`, value]],
  )

// Product names and language-independent symbols.
const sameOnPurpose = new Set(['app.name', 'app.section', 'list.none', 'bulkExpiry.notChosen'])

const translations = languageTags
  .filter((tag) => tag !== 'en')
  .map((tag) => ({
    name: languages[tag].name,
    load: async () => ({ ...(await languages[tag].load()), ...onDemandMessages[tag] }),
  }))
const english = { ...en, ...onDemandMessages.en }

describe.each(translations)('$name', ({ load }) => {
  it('has every message of English, and no other', async () => {
    expect(textsOf(await load()).map(([path]) => path)).toEqual(textsOf(english).map(([path]) => path))
  })

  it('left nothing untranslated', async () => {
    const source = new Map(textsOf(english))
    const same = textsOf(await load()).filter(([path, text]) => typeof text === 'string' && source.get(path) === text)
    expect(same.map(([path]) => path).filter((path) => !sameOnPurpose.has(path))).toEqual([])
  })
})

describe('the deletion of many', () => {
  it.each([
    [1, 1, 'This key was used in the last 7 days. Anything using it will stop working.'],
    [1, 2, '1 of them was used in the last 7 days. Anything using it will stop working.'],
    [2, 3, '2 of them were used in the last 7 days. Anything using them will stop working.'],
    [2, 2, 'All of them were used in the last 7 days. Anything using them will stop working.'],
  ])('says in English that %d of %d keys were used', (n, all, words) => {
    expect(en.apiKeys.bulkDelete.recent(n, all)).toBe(words)
  })

  it.each([
    [1, 1, 'Этот ключ использовался за последние 7 дней. Программы, которые им пользуются, перестанут работать.'],
    [1, 2, '1 ключ из 2 использовался за последние 7 дней. Программы, которые им пользуются, перестанут работать.'],
    [2, 3, '2 ключа из 3 использовались за последние 7 дней. Программы, которые ими пользуются, перестанут работать.'],
    [2, 2, 'Все они использовались за последние 7 дней. Программы, которые ими пользуются, перестанут работать.'],
  ])('says in Russian that %d of %d keys were used', (n, all, words) => {
    expect(ru.apiKeys.bulkDelete.recent(n, all).replaceAll('\u00a0', ' ')).toBe(words)
  })

  it.each([
    ['one key', en.apiKeys.bulkDelete.final(1), /^The key stops /],
    ['several keys', en.apiKeys.bulkDelete.final(2), /^The keys stop /],
    ['one account', en.serviceAccounts.bulkDelete.final(1), /^Its API keys are deleted with it /],
    ['several accounts', en.serviceAccounts.bulkDelete.final(2), /^Their API keys are deleted with them /],
    ['one key in Russian', ru.apiKeys.bulkDelete.final(1), /^Ключ сразу перестанет /],
    ['several keys in Russian', ru.apiKeys.bulkDelete.final(2), /^Ключи сразу перестанут /],
    ['one account in Russian', ru.serviceAccounts.bulkDelete.final(1), /^Вместе с ним удалятся его /],
    ['several accounts in Russian', ru.serviceAccounts.bulkDelete.final(2), /^Вместе с ними удалятся их /],
  ])('warns of the end of %s', (_, words, expected) => {
    expect(words).toMatch(expected)
  })
})

describe('the time left of a bulk action', () => {
  it.each([
    [1, 'Less than a minute left. Keep this page open.', 'Осталось меньше минуты. Не закрывайте страницу.'],
    [2, 'About 2 minutes left. Keep this page open.', 'Осталось около 2 минут. Не закрывайте страницу.'],
    [21, 'About 21 minutes left. Keep this page open.', 'Осталось около 21 минуты. Не закрывайте страницу.'],
    [25, 'About 25 minutes left. Keep this page open.', 'Осталось около 25 минут. Не закрывайте страницу.'],
    [121, 'About 2 hours left. Keep this page open.', 'Осталось около 2 часов. Не закрывайте страницу.'],
    [1260, 'About 21 hours left. Keep this page open.', 'Осталось около 21 часа. Не закрывайте страницу.'],
  ])('is written for %d minutes in both languages', (minutes, inEnglish, inRussian) => {
    expect(onDemandMessages.en.bulk.timeLeft(minutes)).toBe(inEnglish)
    expect(onDemandMessages.ru.bulk.timeLeft(minutes).replaceAll('\u00a0', ' ')).toBe(inRussian)
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
