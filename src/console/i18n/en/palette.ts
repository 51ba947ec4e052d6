import { count, number } from './counts.ts'

export const palette = {
  open: 'Search',
  title: 'Search and commands',
  placeholder: 'Name, ID, end of a key, or a command',
  close: 'Close the search',
  found: (n: number) => (n === 0 ? 'Nothing found' : count(n, { one: 'result', other: 'results' })),
  nothing: 'Nothing found',
  nothingHelp: 'Try a name, an ID, or the last six characters of a secret key.',
  secretTaken: 'Only the last six characters of the secret are used. It was not sent and is not kept.',
  recent: 'Recent',
  pages: 'Go to',
  folders: 'Folders',
  actions: 'Actions',
  switchFolder: (name: string) => `Switch to folder ${name}`,
  seekKeys: (tail: string) => `Look for an API key that ends in ${tail}`,
  seeking: (done: number, all: number) =>
    `Looking for API keys: ${number(done)} of ${count(all, { one: 'service account', other: 'service accounts' })}`,
  seekFailed: (n: number) =>
    `The API keys of ${count(n, { one: 'service account', other: 'service accounts' })} could not be loaded`,
  loadingAccounts: 'Loading service accounts…',
  language: (name: string) => `Language: ${name}`,
  scheme: (name: string) => `Colour scheme: ${name}`,
}
