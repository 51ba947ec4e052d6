import { expect, it } from 'vitest'

import { openApp } from './testing/open-app.ts'
import { readyAnswers } from './ready-answers.ts'

// Only long answers are kept.
const long = 'x'.repeat(4096)

/** Ready answers over a version in a variable, and a count of what was made. */
const open = () => {
  let version = '1'
  let made = 0
  const ready = readyAnswers({ version: () => version })
  const answer = async (name: string, value: unknown = name) => {
    const { text } = await ready(name, async () => {
      made += 1
      return { value, long }
    })
    const { long: _, ...answered } = JSON.parse(text) as Record<string, unknown>
    return answered
  }
  return { ready, answer, made: () => made, setVersion: (next: string) => void (version = next) }
}

it('an answer is made once for as long as nothing is committed', async () => {
  const { answer, made, setVersion } = open()
  expect(await answer('a')).toEqual({ value: 'a' })
  expect(await answer('a', 'other')).toEqual({ value: 'a' })
  expect(made()).toBe(1)
  setVersion('2')
  expect(await answer('a', 'other')).toEqual({ value: 'other' })
})

it('a short answer is made each time', async () => {
  const { ready } = open()
  const answers = [await ready('a', async () => ({ value: 1 })), await ready('a', async () => ({ value: 2 }))]
  expect(answers.map(({ text }) => JSON.parse(text) as unknown)).toEqual([{ value: 1 }, { value: 2 }])
})

it('another name is another answer', async () => {
  const { answer } = open()
  expect([await answer('a'), await answer('b')]).toEqual([{ value: 'a' }, { value: 'b' }])
})

it('what was being made when something was committed is not kept', async () => {
  const { ready, answer, setVersion } = open()
  let finish: (() => void) | undefined
  const slow = ready('a', async () => {
    await new Promise<void>((resolve) => (finish = resolve))
    return { value: 'old', long }
  })
  await expect.poll(() => finish).toBeDefined()
  setVersion('2')
  expect(await answer('b')).toEqual({ value: 'b' })
  finish?.()
  expect(JSON.parse((await slow).text)).toMatchObject({ value: 'old' })
  expect(await answer('a', 'new')).toEqual({ value: 'new' })
})

it('a failure is not kept', async () => {
  const { ready, answer } = open()
  await expect(ready('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down')
  expect(await answer('a')).toEqual({ value: 'a' })
})

it('what is kept is bounded: with too much, it starts anew', async () => {
  const { answer, made } = open()
  const large = 'x'.repeat(5 * 1024 * 1024)
  for (const name of ['a', 'b', 'c', 'd']) await answer(name, large)
  expect(made()).toBe(4)
  await answer('d', large)
  expect(made()).toBe(4)
  await answer('a', large)
  expect(made()).toBe(5)
})

it('a list of keys shows each change at once, and nobody sees what it may not', async () => {
  const { account, key, robot, get, patch, del } = await openApp()
  const id = await account()
  const path = `/iam/v1/apiKeys?serviceAccountId=${id}`
  const filler = 'x'.repeat(256)
  for (let n = 0; n < 20; n += 1) await key(id, { description: filler })
  const { apiKey } = await key(id)
  const descriptions = async () => {
    const { body } = await get(path)
    return ((body as { apiKeys?: { description?: string }[] }).apiKeys ?? [])
      .map(({ description = '' }) => description)
      .filter((text) => text !== filler)
  }
  expect([await descriptions(), await descriptions()]).toEqual([[''], ['']])
  await patch(`/iam/v1/apiKeys/${apiKey.id}`, { updateMask: 'description', description: 'changed' })
  expect(await descriptions()).toEqual(['changed'])
  const stranger = await robot()
  expect((await stranger.get(path)).status).toBe(404)
  await del(`/iam/v1/apiKeys/${apiKey.id}`)
  expect(await descriptions()).toEqual([])
  await del(`/iam/v1/serviceAccounts/${id}`)
  expect((await get(path)).status).toBe(404)
})

it('many at a time share a look at the version, which begins after they came', async () => {
  const looks: ((version: string) => void)[] = []
  const version = () => new Promise<string>((resolve) => void looks.push(resolve))
  const ready = readyAnswers({ version })
  const ask = async (value: string) => {
    const { text } = await ready('a', async () => ({ value, long }))
    return (JSON.parse(text) as { value: string }).value
  }
  const early = ask('before')
  await expect.poll(() => looks.length).toBe(1)
  const late = Promise.all([ask('after'), ask('after')])
  looks[0]?.('1')
  expect(await early).toBe('before')
  await expect.poll(() => looks.length).toBe(2)
  looks[1]?.('2')
  expect(await late).toEqual(['after', 'after'])
  expect(looks).toHaveLength(2)
})
