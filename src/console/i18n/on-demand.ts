import { onDemand as en } from './en/on-demand.ts'
import { type LanguageTag, useLanguage } from './i18n.ts'
import { onDemand as ru } from './ru/on-demand.ts'

export type OnDemandMessages = typeof en

/** By language. All of them come with the parts that use them, because they are small. */
export const onDemandMessages = { en, ru } satisfies Record<LanguageTag, OnDemandMessages>

/** The messages, in the current language, of parts that load on demand: the first page's code must stay small. */
export const useOnDemandMessages = (): OnDemandMessages => onDemandMessages[useLanguage()]
