import { apiKeyList } from '#console/api-keys/list/columns.tsx'
import { now } from '#console/clock.ts'
import type { Messages } from '#console/i18n/en.ts'
import type { Filter, FilterOption } from '#console/ui/list/search/filter-rows.ts'
import {
  hasDefaultScopes,
  hasTwin,
  isSuspended,
  periodOfUse,
  periodsOfUse,
  weekFinder,
  weeksAround,
} from './findings.ts'
import type { InventoryKey } from './queries.ts'

/** Links with a week stay valid for a year. */
const pastWeeks = 53
const comingWeeks = 60

/** The filters of an account's keys, with more values, and the findings that concern the account. */
export const inventoryFilters = (m: Messages): readonly Filter<InventoryKey>[] => {
  const weeks = weeksAround(now(), pastWeeks, comingWeeks)
  const weekOf = weekFinder(weeks)
  const more: Readonly<Record<string, Pick<Filter<InventoryKey>, 'valuesOf'> & { options: readonly FilterOption[] }>> =
    {
      used: {
        valuesOf: (key) => [periodOfUse(key, now())],
        options: periodsOfUse
          .filter((period) => period !== 'never')
          .map((period) => ({ value: period, label: m.inventory.period[period] })),
      },
      expires: {
        valuesOf: ({ expiresAt }) => {
          const week = expiresAt === undefined ? undefined : weekOf(Date.parse(expiresAt))
          return week ? [week.id] : []
        },
        options: weeks.map(({ id, from, to }) => ({ value: id, label: m.inventory.week(from, to), elsewhere: true })),
      },
    }
  return [
    {
      id: 'finding',
      label: m.inventory.findings,
      valuesOf: (key) => [
        ...(hasDefaultScopes(key) ? ['default-scopes'] : []),
        ...(hasTwin(key, now()) ? ['same-scopes'] : []),
        ...(isSuspended(key) ? ['suspended'] : []),
      ],
      options: [
        { value: 'default-scopes', label: m.inventory.finding.defaultScopes },
        { value: 'same-scopes', label: m.inventory.finding.sameScopes },
        { value: 'suspended', label: m.inventory.finding.suspended },
      ],
    },
    ...(apiKeyList.filters?.(m) ?? []).map((filter): Filter<InventoryKey> => {
      const added = more[filter.id]
      if (added === undefined) return filter
      return {
        ...filter,
        valuesOf: (key) => [...new Set([...filter.valuesOf(key), ...added.valuesOf(key)])],
        options: [...(filter.options ?? []), ...added.options],
      }
    }),
  ]
}
