import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'

import { ResponseLost } from '#console/api/repeat-until-response.ts'
import { now } from '#console/clock.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import type { Attempt } from './attempt.ts'
import type { CreatedApiKey } from '../queries.ts'
import { createApiKeyMutation } from './create-mutation.ts'

const slowMilliseconds = 5000

/** A key may exist whose secret did not arrive. */
export interface Lost {
  readonly attempt: Attempt
  /** The last error. */
  readonly reason: unknown
  /** When the attempt was given up, in milliseconds. */
  readonly at: number
}

interface Outcomes {
  readonly onCreated: (created: CreatedApiKey) => void
  readonly onLost: (lost: Lost) => void
}

/** Sends creation attempts one at a time, and returns their state as props of a form dialog. */
export const useCreateKey = ({ onCreated, onLost }: Outcomes) => {
  const m = useMessages()
  const words = m.apiKeys.lost
  const create = useMutation(createApiKeyMutation(onCreated))
  const [progress, setProgress] = useState<'asking' | 'slow' | 'again'>('asking')
  // A second click can come before React renders the pending state.
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
          if (error instanceof ResponseLost) onLost({ attempt, reason: error.reason, at: now() })
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
    error: create.error instanceof ResponseLost ? null : create.error,
    request: {
      pending: create.isPending,
      progress: { asking: '', slow: words.slow, again: words.again }[progress],
      stop: { label: words.stop, onSelect: () => running.current?.abort() },
    },
  }
}
