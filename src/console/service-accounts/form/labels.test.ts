import { describe, expect, it } from 'vitest'

import { equivalent, type Tool, tools } from '#console/code/equivalent.ts'
import { serviceAccount } from '#contract/service-account.ts'
import { insertRows, labelCount, labelProblems, labelsOf, parseLabels, rowsOf, sameLabels } from './labels.ts'

const rows = (...pairs: (readonly [key: string, value: string])[]) =>
  pairs.map(([key, value], id) => ({ id, key, value }))

const options = { origin: 'https://x', lockbox: true }

describe('parseLabels', () => {
  it.each([
    ['team=billing', [['team', 'billing']]],
    [
      'team=billing\nenv=prod',
      [
        ['team', 'billing'],
        ['env', 'prod'],
      ],
    ],
    [
      'team=billing,env=prod',
      [
        ['team', 'billing'],
        ['env', 'prod'],
      ],
    ],
    [
      '  team = billing \r\n\r\n env="prod"\r\n',
      [
        ['team', 'billing'],
        ['env', 'prod'],
      ],
    ],
    ['empty=', [['empty', '']]],
    ['Team=Billing', [['Team', 'Billing']]],
  ])('reads %j', (text, pairs) => {
    expect(parseLabels(text)?.map(({ key, value }) => [key, value])).toEqual(pairs)
  })

  const labels = { team: 'billing', env: '' }
  const account = serviceAccount.parse({
    id: 'aje1',
    folderId: 'b1g1',
    createdAt: '2026-01-01T00:00:00Z',
    name: 'robot',
    labels,
  })
  const codeOf = (tool: Tool) => [
    equivalent({ id: 'createServiceAccount', body: { folderId: 'b1g1', name: 'robot', labels } }, tool, options).code,
    equivalent({ id: 'updateServiceAccount', account, body: { updateMask: 'labels', labels } }, tool, options).code,
  ]
  it.each(Object.keys(tools) as Tool[])('parses what this product prints as code of %s', (tool) => {
    for (const code of codeOf(tool)) {
      expect(parseLabels(code ?? '')?.map(({ key, value }) => [key, value])).toEqual(Object.entries(labels))
    }
  })

  it.each([
    JSON.stringify(labels),
    JSON.stringify({ labels }, null, 2),
    "{ team: 'billing', env: '' }",
    'labels:\n  team: billing\n  env: ""\nid: aje1',
  ])('reads %j', (text) => {
    expect(parseLabels(text)?.map(({ key, value }) => [key, value])).toEqual(Object.entries(labels))
  })

  it.each([
    '',
    '  \n',
    'billing',
    'https://example.com',
    '10:30',
    'team=billing\nsome words',
    'two words=1',
    '=value',
    'a=b c',
  ])('leaves %j to be pasted as it is', (text) => expect(parseLabels(text)).toBeNull())
})

describe('labelProblems', () => {
  const problems = (...pairs: (readonly [string, string])[]) => [...labelProblems(rows(...pairs))]

  it('finds nothing wrong with what the contract accepts, nor with an empty row', () => {
    expect(problems(['team', 'billing'], ['a', ''], ['a_b-1', '-_0'], ['', ''])).toEqual([])
    expect(problems(['k'.repeat(63), 'v'.repeat(63)])).toEqual([])
  })

  it.each([
    ['', 'value', 'missing'],
    ['Team', 'x', 'key'],
    ['1team', 'x', 'key'],
    ['ключ', 'x', 'key'],
    ['k'.repeat(64), 'x', 'key'],
    ['team', 'Billing', 'value'],
    ['team', 'a b', 'value'],
    ['team', 'v'.repeat(64), 'value'],
  ])('finds what is wrong with %j=%j', (key, value, problem) => {
    expect(problems(['ok', ''], [key, value])).toEqual([[1, problem]])
  })

  it('blames the later of two rows with one key', () => {
    expect(problems(['team', 'a'], ['env', 'a'], ['team', 'b'])).toEqual([[2, 'duplicate']])
  })

  it('takes a name of every object for a key like any other', () => {
    expect(problems(['constructor', 'a'])).toEqual([])
    expect(sameLabels({ constructor: 'a' }, { team: 'a' })).toBe(false)
  })
})

describe('rows of labels', () => {
  it('spell the labels they were made of', () => {
    const labels = { team: 'billing', env: '' }
    expect(labelsOf(rowsOf(labels))).toEqual(labels)
  })

  it('count and spell nothing while they are empty', () => {
    expect(labelsOf(rows(['', ''], ['team', 'a']))).toEqual({ team: 'a' })
    expect(labelCount(rows(['', ''], ['team', 'a']))).toBe(1)
  })

  it('are put behind a row, each with an ID that no other has', () => {
    const added = insertRows(rows(['a', '1'], ['b', '2']), 0, [{ key: 'c', value: '3' }])
    expect(added.map(({ key }) => key)).toEqual(['a', 'c', 'b'])
    expect(new Set(added.map(({ id }) => id)).size).toBe(3)
    expect(insertRows([], -1, [{ key: '', value: '' }])).toEqual([{ id: 0, key: '', value: '' }])
  })
})

describe('sameLabels', () => {
  it('does not mind the order', () => {
    expect(sameLabels({ a: '1', b: '2' }, { b: '2', a: '1' })).toBe(true)
  })

  it('sees an added, a missing and a changed one', () => {
    expect(sameLabels({ a: '1' }, { a: '1', b: '' })).toBe(false)
    expect(sameLabels({ a: '1', b: '' }, { a: '1' })).toBe(false)
    expect(sameLabels({ a: '1' }, { a: '2' })).toBe(false)
    expect(sameLabels({ a: '' }, { b: '' })).toBe(false)
  })
})
