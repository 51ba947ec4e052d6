import type { Operation } from '#contract/operation.ts'
import { notFound } from '../messages/status-error.ts'
import type { Ctx } from '../verb.ts'
import { toOperation } from './record.ts'

// Not typed as `Verb`: the same function serves Get and both forms of Cancel.
export const get = async (
  { store }: Ctx,
  { params: { operationId } }: { readonly params: { readonly operationId: string } },
): Promise<Operation> => {
  const row = await store.operations.get(operationId)
  if (row === undefined) throw notFound('Operation', operationId)
  return toOperation(row)
}
