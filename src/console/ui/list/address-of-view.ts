import type { ListState } from './use-list-state.ts'

/**
 * The address of a list as it is shown. Unlike the current address, it also has what only this browser remembers, such
 * as the hidden columns.
 */
export const addressOfView = (
  current: string,
  { sort, viewOptions }: Pick<ListState<never>, 'sort' | 'viewOptions'>,
): string => {
  const address = new URL(current)
  const { searchParams } = address
  searchParams.set('sort', `${sort.desc ? '-' : ''}${sort.id}`)
  searchParams.delete('hide')
  // Without one, the columns that the reader has hidden would be missing.
  for (const id of viewOptions.hidden.length === 0 ? [''] : viewOptions.hidden) searchParams.append('hide', id)
  searchParams.set('rows', viewOptions.compact ? 'compact' : 'normal')
  return address.href
}
