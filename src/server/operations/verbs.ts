import { cancelOperation, cancelOperationByPost, getOperation, type Operation } from '#contract/operation.ts'
import type { Route } from '../http/app.ts'
import type { Ctx } from '../verb.ts'
import { notFound } from '../messages/status-error.ts'
import { toOperation } from './record.ts'

export const routeOperations = (route: Route): void => {
  route(getOperation, asItIs)
  route(cancelOperation, asItIs)
  route(cancelOperationByPost, asItIs)
}

interface Named {
  readonly params: { readonly operationId: string }
}

// Every operation is done when it is first answered, so there is nothing to cancel either.
const asItIs = async ({ store }: Ctx, { params: { operationId } }: Named): Promise<Operation> => {
  const row = await store.operations.get(operationId)
  if (row === undefined) throw notFound('Operation', operationId)
  return toOperation(row)
}
