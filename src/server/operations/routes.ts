import { getOperation } from '#contract/operation.ts'
import type { Route } from '../app.ts'
import { notFound } from '../errors.ts'
import { toOperation } from './record.ts'

export const routeOperations = (route: Route): void => {
  route(getOperation, async (ctx, { params: { operationId } }) => {
    const row = await ctx.store.operations.get(operationId)
    if (row === undefined) throw notFound('Operation', operationId)
    return toOperation(row)
  })
}
