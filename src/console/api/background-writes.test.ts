import { afterEach, describe, expect, it } from 'vitest'

import type { Operation } from '#contract/operation.ts'
import { backgroundWrites, dismissBackgroundWrite, followOperation } from './background-writes.ts'

const operation = (id: string): Operation => ({
  id,
  description: 'Delete API key',
  createdAt: '2026-11-28T12:00:00Z',
  createdBy: 'aje1',
  modifiedAt: '',
  done: false,
})
const shown = () => backgroundWrites().map(({ operation: { id }, state }) => `${id} ${state}`)

afterEach(() => backgroundWrites().forEach(dismissBackgroundWrite))

describe('a running operation', () => {
  it('is shown on the page only after its dialog was closed', () => {
    const one = followOperation(operation('one'))
    expect(shown()).toEqual([])
    one.moveToBackground()
    expect(shown()).toEqual(['one running'])
    one.settle(null)
    expect(shown()).toEqual(['one done'])
  })

  it('leaves nothing on the page if its dialog stayed open', () => {
    followOperation(operation('one')).settle(new Error('failed'))
    expect(shown()).toEqual([])
  })

  it('keeps its error until it is dismissed', () => {
    const failure = new Error('failed')
    const [one, two] = [followOperation(operation('one')), followOperation(operation('two'))]
    one.moveToBackground()
    two.moveToBackground()
    one.settle(failure)
    expect(shown()).toEqual(['two running', 'one failed'])
    const [, failed] = backgroundWrites()
    expect(failed?.error).toBe(failure)
    if (failed !== undefined) dismissBackgroundWrite(failed)
    expect(shown()).toEqual(['two running'])
  })
})
