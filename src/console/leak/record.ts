import type { OnDemandMessages } from '#console/i18n/on-demand.ts'
import { bidiIsolate } from '#console/ui/text/bidi-isolate.ts'
import { nameOrId } from '#console/ui/text/visible.ts'
import type { ApiKey } from '#contract/api-key.ts'
import type { Operation } from '#contract/operation.ts'
import type { ServiceAccount } from '#contract/service-account.ts'

type LeakMessages = OnDemandMessages['leak']

/** Something that was done about a leaked key. */
export type Deed =
  /** @param before the former expiry, undefined for none */
  | { readonly kind: 'stopped'; readonly until: string; readonly before: string | undefined }
  | { readonly kind: 'limited'; readonly until: string }
  /** @param until undefined when the expiry was removed */
  | { readonly kind: 'restored'; readonly until: string | undefined }
  /** @param id that of the new key */
  | { readonly kind: 'created'; readonly id: string }
  | { readonly kind: 'suspended' | 'reactivated' | 'deleted' }

export interface RecordEntry {
  readonly deed: Deed
  /** RFC 3339, by the service's clock. */
  readonly at: string
  /** Undefined for a new key: its creation answers with the key instead of an operation. */
  readonly operationId?: string
  /** It still ran when the user closed its dialog, so its result is unknown. */
  readonly running?: true
}

export const entryOf = (deed: Deed, { id, createdAt, done }: Operation): RecordEntry => ({
  deed,
  at: createdAt,
  operationId: id,
  ...(!done && { running: true }),
})

/** An entry in words. @param write formats a time */
export const entryWords = (
  m: LeakMessages,
  { deed, running }: RecordEntry,
  write: (moment: string) => string,
): string => {
  const words = deedWords(m, deed, write)
  return running ? m.record.running(words) : words
}

const deedWords = (m: LeakMessages, deed: Deed, write: (moment: string) => string): string => {
  const words = m.record
  switch (deed.kind) {
    case 'stopped':
      return deed.before === undefined
        ? words.stoppedNever(write(deed.until))
        : words.stopped(write(deed.until), write(deed.before))
    case 'limited':
      return words.limited(write(deed.until))
    case 'restored':
      return deed.until === undefined ? words.restoredNever : words.restored(write(deed.until))
    case 'created':
      return words.created(deed.id)
    default:
      return words[deed.kind]
  }
}

/** The record as a text for a ticket or a chat. Its times are in UTC. */
export const recordText = (
  m: LeakMessages,
  { maskedSecret, id }: ApiKey,
  account: ServiceAccount,
  entries: readonly RecordEntry[],
): string => {
  const words = m.record
  const lines = entries.map((entry) => {
    const { at, operationId } = entry
    const done = entryWords(m, entry, (moment) => moment)
    return [at, done, ...(operationId === undefined ? [] : [words.operation(operationId)])].join(' · ')
  })
  const head = [words.key(maskedSecret, id), words.account(bidiIsolate(nameOrId(account)), account.id)]
  return [...head, '', ...lines, ''].join('\n')
}
