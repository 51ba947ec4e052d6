import { accounts, number } from './counts.ts'

export const inventory = {
  account: 'Service account',
  whoseKey: 'Whose key is this?',
  empty: 'No API keys yet',
  emptyHelp: 'Open a service account to create its first key.',
  toAccounts: 'Go to service accounts',
  folders: 'Keys of',
  thisFolder: 'This folder',
  allFolders: (cloud: string) => `All folders of ${cloud}`,
  listing: 'Loading service accounts…',
  loaded: (done: number, all: number) => `Loaded the keys of ${number(done)} of ${accounts(all)}`,
  stop: 'Stop loading',
  stopped: 'Loading stopped',
  resume: 'Continue loading',
  failed: (n: number) => `Could not load the keys of ${accounts(n)}`,
  foldersFailed: 'Could not load the service accounts of some folders',
  failedNames: (names: string, more: number) => (more > 0 ? `${names} and ${number(more)} more` : names),
}
