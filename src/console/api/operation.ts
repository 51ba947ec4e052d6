import { getOperation, type Operation } from '#contract/operation.ts'
import { ApiError } from './api-error.ts'
import { call } from './http.ts'

const firstWait = 1000
const longestWait = 5000

/**
 * Waits until an operation is finished: asks after a second, then ever more slowly.
 *
 * @throws ApiError when the operation ended with an error, or `maybeDone` when nobody could be asked
 */
export const finished = async (operation: Operation, signal?: AbortSignal): Promise<Operation> => {
  let latest = operation
  for (let wait = firstWait; !latest.done && latest.error === undefined; wait = Math.min(wait * 1.5, longestWait)) {
    await new Promise((resolve) => setTimeout(resolve, wait))
    latest = await call(getOperation, { params: { operationId: latest.id } }, signal).catch((error: unknown) => {
      throw error instanceof ApiError ? whileItRuns(error) : error
    })
  }
  if (latest.error !== undefined) throw new ApiError('status', '', { status: latest.error })
  return latest
}

// The write was accepted; how it ended is not known.
const whileItRuns = ({ failure, requestId, http, status }: ApiError) =>
  new ApiError(failure, requestId, { http, status, accepted: true })
