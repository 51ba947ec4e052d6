import type { QueryClient } from '@tanstack/react-query'

import { isGone } from '#console/api/gone.ts'
import { apiKeyQueries } from '../queries.ts'
import type { Rotation } from './rotations.ts'

const refreshMilliseconds = 30_000

/** How often the keys of a rotation are asked for; never again when one of them is gone: then it is over. */
export const rotationRefresh =
  (client: QueryClient, { oldId, newId }: Rotation) =>
  (): number | false =>
    [oldId, newId].some((id) => isGone(client.getQueryState(apiKeyQueries.one(id).queryKey)?.error))
      ? false
      : refreshMilliseconds
