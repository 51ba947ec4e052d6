import { count, number } from './counts.ts'

export const palette = {
  open: 'Search',
  title: 'Search and commands',
  placeholder: 'Name, ID, end of a key, or command',
  close: 'Close search',
  found: (n: number) => (n === 0 ? 'No results' : count(n, { one: 'result', other: 'results' })),
  nothing: 'No results',
  nothingHelp: 'Try a name, an ID, or the last six characters of a secret key.',
  secretTaken: 'Only the last six characters of the secret are used. It is not sent or stored.',
  recent: 'Recent',
  pages: 'Go to',
  folders: 'Folders',
  actions: 'Actions',
  switchFolder: (name: string) => `Switch to folder ${name}`,
  seekKeys: (tail: string) => `Find the API key ending in ${tail}`,
  seeking: (done: number, all: number) =>
    `Searching API keys: ${number(done)} of ${count(all, { one: 'service account', other: 'service accounts' })}`,
  seekFailed: (n: number) =>
    `Could not load the API keys of ${count(n, { one: 'service account', other: 'service accounts' })}`,
  loadingAccounts: 'Loading service accounts…',
  language: (name: string) => `Language: ${name}`,
  scheme: (name: string) => `Colour scheme: ${name}`,
}
