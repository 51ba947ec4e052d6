import { useSyncExternalStore } from 'react'

import { en, type Messages } from './en.ts'
import { formats, type Formats } from './format.ts'
import { localeOf } from './locale.ts'

interface Language {
  readonly name: string
  readonly load: () => Promise<Messages>
}

/** The languages of the console, by their BCP 47 tag. The first is the source; the others load when they are chosen. */
export const languages = {
  en: { name: 'English', load: async () => en },
  ru: { name: 'Русский', load: async () => (await import('./ru.ts')).ru },
} as const satisfies Record<string, Language>

export type LanguageTag = keyof typeof languages
export const languageTags = Object.keys(languages) as readonly LanguageTag[]

interface Current {
  readonly tag: LanguageTag
  readonly messages: Messages
  readonly formats: Formats
}

let current: Current = { tag: 'en', messages: en, formats: formats(localeOf('en')) }
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

/** The current language. */
export const useLanguage = (): LanguageTag => useCurrent().tag

const show = async (tag: LanguageTag): Promise<void> => {
  const messages = await languages[tag].load()
  current = { tag, messages, formats: formats(localeOf(tag)) }
  document.documentElement.lang = tag
  for (const listener of listeners) listener()
}

const key = 'keyrack.language'

/** Shows the console in this language from now on, also after a reload. */
export const chooseLanguage = async (tag: LanguageTag): Promise<void> => {
  try {
    localStorage.setItem(key, tag)
  } catch {
    // Storage may be forbidden; then the choice holds until the page is left.
  }
  await show(tag)
}

/** Shows the language chosen before or, on a first visit, the one the browser prefers. Called once, before anything is drawn. */
export const startLanguage = async (): Promise<void> => {
  const known = (tag: string | null) => languageTags.find((each) => each === tag?.slice(0, 2))
  let chosen: LanguageTag | undefined
  try {
    chosen = known(localStorage.getItem(key))
  } catch {
    // See above.
  }
  const preferred = navigator.languages.map(known).find((tag) => tag !== undefined)
  // Its texts may not load, and English ones, which are there, are better than an empty page.
  await show(chosen ?? preferred ?? 'en').catch(() => show('en'))
}
