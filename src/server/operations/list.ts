import type { Operation } from '#contract/operation.ts'
import { nextPageToken, type PageQuery, pageRequest } from '../messages/page.ts'
import type { Tables } from '../store/store.ts'
import { toOperation } from './record.ts'

/** A page of operations, newest first, of one resource or of an account and its keys. Operations outlive both. */
export const listOperations = async (
  { operations }: Tables,
  by: 'resourceId' | 'serviceAccountId',
  id: string,
  query: PageQuery,
): Promise<{ operations: Operation[]; nextPageToken: string }> => {
  const page = await operations.list(by, id, pageRequest(query))
  return { operations: page.rows.map(toOperation), nextPageToken: nextPageToken(page) }
}
