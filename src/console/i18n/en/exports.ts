import { keys } from './counts.ts'

/** Files and links of a list of API keys. */
export const exports = {
  menu: 'Export',
  csv: 'Download as CSV',
  calendar: 'Download expiries as a calendar (.ics)',
  link: 'Copy link to this view',
  incomplete: 'Not all API keys are loaded. A file contains only those that are.',
  csvSaved: (n: number) => `CSV file with ${keys(n)} downloaded`,
  calendarSaved: (n: number) => `Calendar with the expiries of ${keys(n)} downloaded`,
  noExpiries: 'None of these API keys will expire.',
  linkCopied: 'Link copied',
  accountId: 'Service account ID',
  folderId: 'Folder ID',
  calendarName: (of: string) => (of === '' ? 'API key expiries' : `API key expiries: ${of}`),
  event: (mask: string, account: string) => `API key ${mask} of ${account} expires`,
}
