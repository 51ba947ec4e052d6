import { access } from './en/access.ts'
import { apiKeys } from './en/api-keys.ts'
import { bulk } from './en/bulk.ts'
import { clock } from './en/clock.ts'
import { code } from './en/code.ts'
import { count, characters } from './en/counts.ts'
import { expiry } from './en/expiry.ts'
import { list } from './en/list.ts'
import { palette } from './en/palette.ts'
import { operations } from './en/operations.ts'
import { roles } from './en/roles.ts'
import { scopeAccess, scopes } from './en/scopes.ts'
import { serviceAccounts } from './en/service-accounts.ts'

/** Every text of the console. English is the source: other languages are typed by it. */
export const en = {
  serviceAccounts,
  access,
  apiKeys,
  clock,
  code,
  expiry,
  palette,
  operations,
  roles,
  scopeAccess,
  scopes,
  list,
  bulk,
  app: {
    name: 'Keyrack',
    section: 'Identity and Access Management',
    skip: 'Skip to content',
    navigation: 'Main',
    openNavigation: 'Open navigation',
    title: (page: string) => `${page} · Keyrack`,
  },
  action: {
    create: 'Create',
    creating: 'Creating…',
    edit: 'Edit',
    save: 'Save',
    saving: 'Saving…',
    cancel: 'Cancel',
    delete: 'Delete',
    done: 'Done',
    retry: 'Retry',
    reload: 'Reload the page',
    refresh: 'Refresh',
    clearSearch: 'Clear search',
    openList: 'Open the list',
    closeList: 'Close the list',
    loading: 'Loading…',
    copied: 'Copied',
    notCopied: 'The browser refused to copy',
    signIn: 'Sign in',
    signOut: 'Sign out',
    signOutEverywhere: 'Sign out everywhere',
  },
  language: 'Language',
  scheme: { label: 'Colour scheme', system: 'System', light: 'Light', dark: 'Dark' },
  session: {
    menu: (name: string) => `Signed in as ${name}`,
    until: (time: string) => `Signed in until ${time}`,
    administrator: 'Administrator',
    title: 'Sign in to Keyrack',
    token: 'Administrator token',
    tokenHelp: 'It was printed when the server started for the first time, or is set as KEYRACK_ADMIN_TOKEN.',
    tokenRequired: 'Enter the administrator token.',
    wrongToken: 'This token is not right. Check that it was copied whole.',
    linkOver: 'This sign-in link was used already or is too old. Sign in with the administrator token.',
    signingIn: 'Signing in…',
    addressNotSecure:
      'The browser did not keep the session cookie, because this address is not secure. Open the console over HTTPS, or on localhost.',
    cookiesBlocked:
      'The browser did not keep the session cookie. Allow cookies for this site in the privacy settings of your browser, then sign in again.',
    again: 'Your session has ended',
    againHelp: 'Sign in again to go on. Nothing you typed is lost.',
    other: (name: string) => `You are signed in as ${name} now`,
    otherHelp: (former: string) =>
      `This page shows what ${former} saw. Finish what is open here: what you do now is done in the new name, and after that the page loads anew.`,
    notNow: 'Not now',
  },
  folder: {
    switch: 'Switch folder',
    current: (cloud: string, folder: string) => `Folder ${folder} of cloud ${cloud}`,
    search: 'Search by name or ID',
    none: 'No folder matches.',
    goneMeanwhile: 'This folder was deleted meanwhile. The page shows what was there before.',
    loadFailed: 'The folders could not be loaded',
    noneAtAll: 'There is no folder yet',
    noneAtAllHelp: 'This account cannot see any folder. Ask the administrator of the cloud for the role iam.auditor.',
  },
  status: {
    active: 'Active',
    suspended: 'Suspended',
    creating: 'Creating',
    deleting: 'Deleting',
    unknown: 'Unknown',
    expired: 'Expired',
    expiresSoon: (days: number) =>
      days === 0 ? 'Expires within a day' : `Expires in ${count(days, { one: 'day', other: 'days' })}`,
    neverUsed: 'Never used',
    unusedFor: (days: number) => `Unused for ${count(days, { one: 'day', other: 'days' })}`,
    neverExpires: 'Never expires',
  },
  field: {
    required: 'Fill in this field.',
    description: 'Description',
    tooLong: (max: number, now: number) => `At most ${characters(max)}; now ${now}.`,
    unstorable: 'The text has a character that cannot be stored.',
    invalid: 'This value is not allowed.',
    entries: (max: number, now: number) => `At most ${max}; now ${now}.`,
    unique: 'Each may be given only once.',
    timestamp: 'Enter a moment between 1970 and 2105.',
    looksLikeSecret: 'This looks like a secret. Others can read this text: keep the secret elsewhere.',
    counter: (now: number, max: number) => `${now}/${max}`,
    discardTitle: 'Discard what you typed?',
    discard: 'Discard',
    keepEditing: 'Keep editing',
  },
  error: {
    requestId: 'Request ID',
    copyRequestId: 'Copy request ID',
    network: 'No connection to the server',
    networkHelp: 'Check the network and try again.',
    timeout: 'The server did not answer in time',
    timeoutHelp: 'Try again. The server may be busy, or the network slow.',
    maybeDoneHelp: 'It may still have been done. Close this, look at the list, and only then try again.',
    malformed: 'The server gave an answer that makes no sense',
    malformedHelp: 'Something between the console and the service may be broken. Try again, or tell its administrator.',
    invalid: 'The service refused the values',
    notFound: 'It is not there any more',
    notFoundHelp: 'It was deleted, or the link is wrong.',
    exists: 'It exists already',
    forbidden: 'You are not allowed to do this',
    forbiddenByPolicy: 'An access policy forbids this',
    forbiddenByPolicyHelp: (policy: string) =>
      `The policy ${policy} is bound to the folder or the cloud. Whoever manages access policies there can take it off.`,
    forbiddenHelp: (role: string) => `Ask an administrator for the role ${role}.`,
    quota: (name: string, usage: string, limit: string) => `The quota ${name} is used up: ${usage} of ${limit}.`,
    quotaHelp: 'Delete what is not needed, or ask for a higher quota.',
    tooMany: 'Too many requests',
    tooManyHelp: 'Wait a moment and try again.',
    conflict: 'Something else changed it at the same time',
    conflictHelp: 'Try again.',
    unavailable: 'The service is not available right now',
    unavailableHelp: 'The service may be starting or have lost its database. Try again shortly.',
    internal: 'The service failed',
    internalHelp: 'Try again. If it happens again, tell its administrator the request ID.',
    unauthenticated: 'Your session has ended',
    unauthenticatedHelp: 'Sign in again.',
    unknown: 'Something went wrong',
    unknownHelp: 'Try again. If it happens again, tell an administrator what you did before.',
    pageBroken: 'This page could not be shown',
    unfinished:
      'Something was not finished here. If it was a new API key, the key may exist although its secret is lost. Reload the page, look for the key in the list of its account, and delete it if nobody holds its secret.',
    partMissing: 'A part of the console could not be loaded',
    partMissingHelp:
      'The connection broke, or a newer version has been installed meanwhile. Reload the page to get it.',
    pageNotFound: 'This page does not exist',
    pageNotFoundHelp: 'The address is wrong, or what it showed was deleted.',
    toServiceAccounts: 'Go to service accounts',
  },
}

export type Messages = typeof en
