import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'

import { AnswerLost } from '#console/api/until-answered.ts'
import { now } from '#console/clock.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import type { Attempt } from './attempt.ts'
import { type CreatedApiKey, createApiKeyMutation } from '../queries.ts'

const slowMilliseconds = 5000

/** A key may have been made whose secret did not arrive. */
export interface Lost {
  readonly attempt: Attempt
  /** What happened last. */
  readonly reason: unknown
  /** When it was given up, in milliseconds. */
  readonly at: number
}

interface Outcomes {
  readonly onCreated: (created: CreatedApiKey) => void
  readonly onLost: (lost: Lost) => void
}

/** Sends attempts at creating a key, one at a time, and says how it goes in the words a form dialog takes. */
export const useCreateKey = ({ onCreated, onLost }: Outcomes) => {
  const m = useMessages()
  const words = m.apiKeys.lost
  const create = useMutation(createApiKeyMutation(onCreated))
  const [progress, setProgress] = useState<'asking' | 'slow' | 'again'>('asking')
  // A second click may come before React has drawn the first one's pending state.
  const running = useRef<AbortController>(null)

  const send = (attempt: Attempt) => {
    if (running.current !== null) return
    const controller = new AbortController()
    running.current = controller
    setProgress('asking')
    const slow = setTimeout(() => setProgress((latest) => (latest === 'asking' ? 'slow' : latest)), slowMilliseconds)
    create.mutate(
      { attempt, signal: controller.signal, onRepeat: () => setProgress('again') },
      {
        onError: (error) => {
          if (error instanceof AnswerLost) onLost({ attempt, reason: error.reason, at: now() })
        },
        onSettled: () => {
          clearTimeout(slow)
          running.current = null
        },
      },
    )
  }

  return {
    send,
    error: create.error instanceof AnswerLost ? null : create.error,
    request: {
      pending: create.isPending,
      progress: { asking: '', slow: words.slow, again: words.again }[progress],
      stop: { label: words.stop, onSelect: () => running.current?.abort() },
    },
  }
}
