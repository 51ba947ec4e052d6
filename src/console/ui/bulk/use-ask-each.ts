import { useEffect, useState } from 'react'

import { inParallel } from './in-parallel.ts'

/** What is known about each of many things that were asked about. */
interface AskedEach<Answer> {
  /** By id; `'unknown'` where asking failed. What was not asked yet is missing. */
  readonly answers: ReadonlyMap<string, Answer | 'unknown'>
  readonly asking: boolean
  /** Why asking failed, for one of those where it did. */
  readonly error: unknown
  /** Asks again where it failed. */
  readonly retry: () => void
}

const parallel = 4
// With each draw the words of all items are made again.
const drawEvery = 200

/**
 * Asks about each of many, a few at once, as soon as it is mounted.
 *
 * @param ids each once. What is asked, and of which of them, is settled then: other values later are ignored
 */
export const useAskEach = <Answer>(
  ids: readonly string[],
  ask: (id: string, signal: AbortSignal) => Promise<Answer>,
): AskedEach<Answer> => {
  const [first] = useState(() => ask)
  const [toAsk, setToAsk] = useState(ids)
  const [answers, setAnswers] = useState<ReadonlyMap<string, Answer | 'unknown'>>(new Map())
  const [error, setError] = useState<unknown>(null)

  useEffect(() => {
    const control = new AbortController()
    const { signal } = control
    const news = new Map<string, Answer | 'unknown'>()
    const draw = () => {
      if (signal.aborted || news.size === 0) return
      const batch = [...news]
      news.clear()
      setAnswers((before) => new Map([...before, ...batch]))
    }
    const askOne = async (id: string) => {
      try {
        news.set(id, await first(id, signal))
      } catch (reason) {
        news.set(id, 'unknown')
        if (!signal.aborted) setError(reason)
      }
    }
    const timer = setInterval(draw, drawEvery)
    void inParallel(toAsk, parallel, askOne, signal).then(draw)
    return () => {
      clearInterval(timer)
      control.abort()
    }
  }, [toAsk, first])

  const retry = () => {
    const known = new Map([...answers].filter(([, answer]) => answer !== 'unknown'))
    setAnswers(known)
    setError(null)
    setToAsk(ids.filter((id) => !known.has(id)))
  }
  return { answers, asking: answers.size < ids.length, error, retry }
}
