import { useSyncExternalStore } from 'react'

import { en, type Messages } from './en.ts'
import { formats, type Formats } from './format.ts'

interface Language {
  readonly name: string
  readonly load: () => Promise<Messages>
}

/** The languages of the console, by their BCP 47 tag. The first is the source. */
export const languages = {
  en: { name: 'English', load: async () => en },
} as const satisfies Record<string, Language>

export type LanguageTag = keyof typeof languages

interface Current {
  readonly tag: LanguageTag
  readonly messages: Messages
  readonly formats: Formats
}

let current: Current = { tag: 'en', messages: en, formats: formats('en') }
const listeners = new Set<() => void>()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const useCurrent = () => useSyncExternalStore(subscribe, () => current)

/** Every text of the console in the current language. */
export const useMessages = (): Messages => useCurrent().messages

/** Moments in the current language. */
export const useFormats = (): Formats => useCurrent().formats
