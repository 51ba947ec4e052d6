import { codes } from '#contract/status.ts'
import { ApiError } from './api-error.ts'

/** How a deletion ended when it did not fail: what is not there any more counts as deleted. */
export const doneOrGone = async (deletion: Promise<unknown>): Promise<'done' | 'gone'> => {
  try {
    await deletion
    return 'done'
  } catch (error) {
    if (error instanceof ApiError && error.is(codes.NOT_FOUND.code)) return 'gone'
    throw error
  }
}
