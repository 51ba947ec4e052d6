import { codes } from '#contract/status.ts'
import { ApiError } from './api-error.ts'

const isNotFound = (error: unknown): error is ApiError => error instanceof ApiError && error.is(codes.NOT_FOUND.code)

/** True if the resource no longer exists. */
export const isGone = (error: unknown): boolean => isNotFound(error) && !error.maybeDone

/** How a deletion ended: a resource that no longer exists counts as deleted. */
export const doneOrGone = async (deletion: Promise<unknown>): Promise<'done' | 'gone'> => {
  try {
    await deletion
    return 'done'
  } catch (error) {
    if (isNotFound(error)) return 'gone'
    throw error
  }
}
