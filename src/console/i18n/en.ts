import { access } from './en/access.ts'
import { apiKeys } from './en/api-keys.ts'
import { clock } from './en/clock.ts'
import { code } from './en/code.ts'
import { count, characters } from './en/counts.ts'
import { expiry } from './en/expiry.ts'
import { inventory } from './en/inventory.ts'
import { list } from './en/list.ts'
import { palette } from './en/palette.ts'
import { operations } from './en/operations.ts'
import { roles } from './en/roles.ts'
import { scopeAccess, scopes } from './en/scopes.ts'
import { serviceAccounts } from './en/service-accounts.ts'

/** Every text of the console. English is the source, and its type checks the other languages. */
export const en = {
  serviceAccounts,
  access,
  apiKeys,
  clock,
  code,
  expiry,
  inventory,
  palette,
  operations,
  roles,
  scopeAccess,
  scopes,
  list,
  app: {
    name: 'Keyrack',
    section: 'Identity and Access Management',
    skip: 'Skip to content',
    navigation: 'Main',
    openNavigation: 'Open navigation',
    notices: 'Notices',
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
    close: 'Close',
    done: 'Done',
    retry: 'Retry',
    reload: 'Reload the page',
    refresh: 'Refresh',
    clearSearch: 'Clear search',
    openList: 'Open the list',
    closeList: 'Close the list',
    loading: 'Loading…',
    copied: 'Copied',
    notCopied: 'The browser blocked copying',
    signIn: 'Sign in',
    signOut: 'Sign out',
    signOutEverywhere: 'Sign out everywhere',
  },
  /** A time less than a minute ago: "Used just now". */
  justNow: 'just now',
  language: 'Language',
  scheme: { label: 'Colour scheme', system: 'System', light: 'Light', dark: 'Dark' },
  session: {
    menu: (name: string) => `Signed in as ${name}`,
    until: (time: string) => `Signed in until ${time}`,
    administrator: 'Administrator',
    title: 'Sign in to Keyrack',
    token: 'Administrator token',
    tokenHelp: 'Printed when the server first started, or set in KEYRACK_ADMIN_TOKEN.',
    tokenRequired: 'Enter the administrator token.',
    wrongToken: 'Invalid token. Check that you copied all of it.',
    linkOver: 'This sign-in link has expired or has already been used. Sign in with the administrator token.',
    signingIn: 'Signing in…',
    addressNotSecure:
      'Your browser rejected the session cookie because this address is not secure. Open the console over HTTPS or on localhost.',
    cookiesBlocked:
      'Your browser rejected the session cookie. Allow cookies for this site in the privacy settings, then sign in again.',
    again: 'Your session has ended',
    againHelp: 'Sign in again to continue. Your unsaved changes are kept.',
    other: (name: string) => `You are now signed in as ${name}`,
    otherHelp: (former: string) =>
      `This page still shows data that ${former} could see. Anything you complete here is done as the new user. The page then reloads.`,
    notNow: 'Not now',
    renew: 'Sign in again',
    endsIn: (minutes: number) => `Your session ends in ${count(minutes, { one: 'minute', other: 'minutes' })}`,
    endsHelp: 'Sign in again to continue without interruption. Everything on this page stays open.',
    endedHelp: 'Sign in again to continue. Everything on this page stays open.',
    signedOutElsewhere: 'You signed out in another tab',
    signedOutElsewhereHelp:
      'Nothing on this page can be completed any more. Copy what you need. When you close it, you will be asked to sign in.',
    /** Signing in to a cloud behind a gateway. */
    cloud: {
      title: (cloud: string) => `Sign in to ${cloud}`,
      menu: (cloud: string) => `Signed in to ${cloud}`,
      token: 'IAM token',
      intro: (cloud: string) =>
        `Keyrack shows what your account can view in ${cloud}. Create an IAM token with this command, then paste it below:`,
      copyCommand: 'Copy command',
      commandCopied: 'Command copied',
      json: 'With --format json, paste the whole output, so that Keyrack can remind you before the token expires.',
      tokenHelp: 'Stored encrypted in a cookie until it expires, for at most 12 hours. The page cannot read it.',
      tokenRequired: 'Paste an IAM token.',
      wrongToken: 'The cloud rejected this token. It may have expired or be incomplete. Create a new one.',
      againHelp:
        'Sign in again with a new token to continue. Your unsaved changes are kept, and everything on this page continues as the owner of that token.',
      other: 'Signed in again in another tab',
      otherHelp:
        'This page still shows data of the earlier sign-in. Anything you complete here is done with the new token. The page then reloads.',
    },
  },
  folder: {
    switch: 'Switch folder',
    current: (cloud: string, folder: string) => `Folder ${folder} in cloud ${cloud}`,
    search: 'Search by name or ID',
    none: 'No matching folders.',
    goneMeanwhile: 'This folder has been deleted. This page shows the last loaded data.',
    loadFailed: 'Could not load the folders',
    choose: 'Choose a folder',
    lastMissing: (id: string) => `The folder used last, ${id}, is not available with this sign-in. Choose another one.`,
    firstOnly: (n: number) => `Shows at most ${n} folders. Type to narrow the list.`,
    openById: 'Open the folder with this ID',
    unlisted: 'Not in the list',
    noneListedHelp: 'If you know the ID of a folder that you may use, type it here.',
    noneAtAll: 'No folders available',
    noneAtAllHelp: 'You do not have access to any folders. Ask the cloud administrator for the iam.auditor role.',
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
    tooLong: (max: number, now: number) => `Use at most ${characters(max)}. You have ${now}.`,
    unstorable: 'This text contains an unsupported character. Remove it.',
    invalid: 'This value is not allowed.',
    entries: (max: number, now: number) => `Use at most ${max}. You have ${now}.`,
    unique: 'Remove duplicates.',
    timestamp: 'Enter a date between 1970 and 2105.',
    looksLikeSecret: 'This looks like a secret. Others can read this text, so store the secret elsewhere.',
    counter: (now: number, max: number) => `${now}/${max}`,
    discardTitle: 'Discard your changes?',
    discard: 'Discard',
    keepEditing: 'Keep editing',
  },
  error: {
    requestId: 'Request ID',
    copyRequestId: 'Copy request ID',
    network: 'Could not reach the server',
    networkHelp: 'Check your network connection and try again.',
    timeout: 'The server took too long to respond',
    timeoutHelp: 'The server may be busy, or your connection may be slow. Try again.',
    maybeDoneHelp: 'The change may still have been made. Close this dialog and check the list before you try again.',
    malformed: 'Unexpected response from the server',
    malformedHelp:
      'A proxy between the console and the server may have failed. Try again, or contact your administrator.',
    misfitHelp: 'The server may be newer than this console. Try again, or contact your administrator.',
    invalid: 'Some values are invalid',
    notFound: 'Not found',
    notFoundHelp: 'It may have been deleted, or the link is wrong.',
    exists: 'Already exists',
    forbidden: 'You do not have permission to do this',
    forbiddenByPolicy: 'An access policy forbids this',
    forbiddenByPolicyHelp: (policy: string) =>
      `The access policy ${policy} applies to this folder or its cloud. Ask an administrator to remove it.`,
    forbiddenHelp: (role: string) => `Ask an administrator for the ${role} role.`,
    quota: (name: string, usage: string, limit: string) => `Quota ${name} reached: ${usage} of ${limit} used.`,
    quotaHelp: 'Delete resources you no longer need, or request a higher quota.',
    quotaOf: (name: string) => `Quota ${name} reached`,
    cloudQuotaHelp:
      'Delete resources you no longer need, or request a higher quota on the Quotas page of the cloud’s own console.',
    tooMany: 'Too many requests',
    tooManyHelp: 'Wait a moment and try again.',
    conflict: 'Another change was made at the same time',
    conflictHelp: 'Try again.',
    unavailable: 'The server is unavailable',
    unavailableHelp: 'It may be starting up, or its database may be down. Try again in a moment.',
    cloudUnavailableHelp: 'The cloud did not answer. Try again in a moment.',
    internal: 'Internal server error',
    internalHelp: 'Try again. If the problem persists, send the request ID to your administrator.',
    cloudInternalHelp: 'Try again. If the problem persists, send the request ID to the cloud’s support.',
    unauthenticated: 'Your session has ended',
    unauthenticatedHelp: 'Sign in again.',
    unknown: 'Something went wrong',
    unknownHelp: 'Try again. If the problem persists, tell your administrator what you were doing.',
    pageBroken: 'This page could not be displayed',
    unfinished:
      'Your work on this page was interrupted. If you were creating an API key, it may exist, but its secret is lost. Reload the page, find the key under its service account, and delete it if nobody has its secret.',
    partMissing: 'Could not load part of the console',
    partMissingHelp: 'The connection failed, or the console was updated. Reload the page.',
    pageNotFound: 'Page not found',
    pageNotFoundHelp: 'The link is wrong, or the resource has been deleted.',
    toServiceAccounts: 'Go to service accounts',
  },
}

export type Messages = typeof en
