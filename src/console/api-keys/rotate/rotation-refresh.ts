import type { QueryClient } from '@tanstack/react-query'

import { isGone } from '#console/api/gone.ts'
import { apiKeyQueries } from '../queries.ts'
import type { Rotation } from './rotations.ts'

const refreshMilliseconds = 30_000

/** Refetch interval of a rotation's keys. False once one of them is deleted, which ends the rotation. */
export const rotationRefresh =
  (client: QueryClient, { oldId, newId }: Rotation) =>
  (): number | false =>
    [oldId, newId].some((id) => isGone(client.getQueryState(apiKeyQueries.one(id).queryKey)?.error))
      ? false
      : refreshMilliseconds
