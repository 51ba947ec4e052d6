import { getOperation, type Operation } from '#contract/operation.ts'
import { ApiError } from './api-error.ts'
import { call } from './http.ts'

const firstWait = 1000
const longestWait = 5000
const maxFailures = 3

/**
 * Polls an operation until it is done, first after a second, then more slowly. Failed polls are repeated. If the
 * outcome stays unknown, that is not a failed operation.
 *
 * @param onRunning called if the operation is not done yet
 * @throws ApiError if the operation failed, or with `maybeDone` if its outcome is unknown
 */
export const waitForOperation = async (
  operation: Operation,
  onRunning?: (operation: Operation) => void,
  signal?: AbortSignal,
): Promise<Operation> => {
  if (!operation.done && operation.error === undefined) onRunning?.(operation)
  let latest = operation
  let failures = 0
  for (let wait = firstWait; !latest.done && latest.error === undefined; wait = Math.min(wait * 1.5, longestWait)) {
    await new Promise((resolve) => setTimeout(resolve, wait))
    try {
      latest = await call(getOperation, { params: { operationId: latest.id } }, signal)
      failures = 0
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      failures += 1
      const refused = error.failure === 'status' && error.http < 500 && error.http !== 429
      if (refused || failures === maxFailures) throw whileItRuns(error)
    }
  }
  if (latest.error !== undefined) throw new ApiError('status', '', { status: latest.error })
  return latest
}

// The write was accepted, but its outcome is unknown.
const whileItRuns = ({ failure, requestId, http, status }: ApiError) =>
  new ApiError(failure, requestId, { http, status, accepted: true })
