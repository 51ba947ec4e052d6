import { expect, it } from 'vitest'

import { openApp } from './app.testing.ts'
import { readyAnswers } from './ready-answers.ts'

/** Ready answers over a version in a variable, and a count of what was made. */
const open = () => {
  let version = '1'
  let made = 0
  const ready = readyAnswers({ version: () => version })
  const answer = async (name: string, value: unknown = name) => {
    const { text } = await ready(name, async () => {
      made += 1
      return { value }
    })
    return JSON.parse(text) as unknown
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

it('another name is another answer', async () => {
  const { answer } = open()
  expect([await answer('a'), await answer('b')]).toEqual([{ value: 'a' }, { value: 'b' }])
})

it('what was being made when something was committed is not kept', async () => {
  const { ready, answer, setVersion } = open()
  let finish = (): void => {}
  const slow = ready('a', async () => {
    await new Promise<void>((resolve) => (finish = resolve))
    return { value: 'old' }
  })
  await Promise.resolve()
  setVersion('2')
  expect(await answer('b')).toEqual({ value: 'b' })
  finish()
  expect(JSON.parse((await slow).text)).toEqual({ value: 'old' })
  expect(await answer('a', 'new')).toEqual({ value: 'new' })
})

it('a failure is not kept', async () => {
  const { ready, answer } = open()
  await expect(ready('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down')
  expect(await answer('a')).toEqual({ value: 'a' })
})

it('what is kept is bounded: with too much, it starts anew', async () => {
  const { answer, made } = open()
  const large = 'x'.repeat(10 * 1024 * 1024)
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
  const { apiKey } = await key(id)
  const descriptions = async () => {
    const { body } = await get(path)
    return ((body as { apiKeys?: { description?: string }[] }).apiKeys ?? []).map(({ description = '' }) => description)
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
