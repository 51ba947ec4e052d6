import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'

import type { Messages } from '#console/i18n/en.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { visible } from '#console/ui/text/visible.ts'
import { isKnownRole, type Role } from '#contract/access.ts'
import { accessQueries } from './queries.ts'

/** What a role allows, by its id. '' when unknown. */
export type RoleMeaning = (roleId: string) => string

/** What a role allows. Falls back to the service's own description. */
export const roleMeaning = (m: Messages, { id, description }: Role): string =>
  isKnownRole(id) ? m.roles[id] : visible(description)

/** Descriptions of the service's roles, by id. */
export const useRoleMeaning = (): RoleMeaning => {
  const m = useMessages()
  const { data } = useQuery(accessQueries.roles())
  return useCallback((id) => roleMeaning(m, data?.find((role) => role.id === id) ?? { id, description: '' }), [m, data])
}
