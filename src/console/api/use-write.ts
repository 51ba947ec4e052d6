import { useMutation, type UseMutationOptions } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'

import type { Operation } from '#contract/operation.ts'
import { followOperation } from './background-writes.ts'

/**
 * A mutation of a dialog, whose write the service may still be working on when it has accepted it. Then the dialog can
 * be closed: the write goes on in the background.
 *
 * @param options `onSuccess` is called only while the dialog is open
 */
export const useWrite = <Variables>(options: UseMutationOptions<Operation, Error, Variables>) => {
  const [running, setRunning] = useState<Operation | null>(null)
  const open = useRef(false)
  const followed = useRef<ReturnType<typeof followOperation>>(null)
  const settle = (error: unknown) => {
    followed.current?.settle(error)
    followed.current = null
  }

  useEffect(() => {
    open.current = true
    return () => {
      open.current = false
      followed.current?.moveToBackground()
    }
  }, [])

  const mutation = useMutation({
    ...options,
    meta: {
      ...options.meta,
      onRunning: (operation) => {
        // A write of two operations: the first one is done.
        settle(null)
        setRunning(operation)
        followed.current = followOperation(operation)
        if (!open.current) followed.current.moveToBackground()
      },
    },
    onSuccess: (...outcome) => {
      // Before the dialog closes itself, which would look like leaving it.
      settle(null)
      return open.current ? options.onSuccess?.(...outcome) : undefined
    },
    onSettled: (_data, error) => {
      setRunning(null)
      settle(error)
    },
  })
  return {
    mutate: mutation.mutate,
    isPending: mutation.isPending,
    error: mutation.error,
    /** The accepted operation, while it runs. */
    running,
  }
}
