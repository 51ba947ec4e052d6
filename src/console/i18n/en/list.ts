import { count } from './counts.ts'

export const list = {
  loaded: (n: number) => `${count(n, { one: 'row', other: 'rows' })} loaded`,
  total: (n: number) => count(n, { one: 'row', other: 'rows' }),
  matches: (n: number, all: number) => `${n.toLocaleString('en')} of ${count(all, { one: 'row', other: 'rows' })}`,
  nothingMatches: 'Nothing matches the search',
  incomplete: (n: number) => `Only the first ${count(n, { one: 'row', other: 'rows' })} could be loaded`,
  offline: 'You are offline',
  offlineHelp: 'The list loads by itself as soon as the connection is back.',
  refreshFailed: 'The list could not be refreshed. It shows what was there before.',
  never: 'Never',
  none: '—',
  selectAll: 'Select all',
  select: (name: string) => `Select ${name}`,
  selected: (n: number) => `${n.toLocaleString('en')} selected`,
  selectedHidden: (n: number) => `${n.toLocaleString('en')} of them not shown`,
  clearSelection: 'Clear selection',
  actions: (name: string) => `Actions for ${name}`,
}
