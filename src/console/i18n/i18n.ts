import * as z from 'zod/mini'

import { remembered } from '#console/state/remembered.ts'
import { makeStore, useStore } from '#console/state/store.ts'
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

const current = makeStore<Current>({ tag: 'en', messages: en, formats: formats(localeOf('en')) })

/** Every text of the console in the current language. */
export const useMessages = (): Messages => useStore(current).messages

/** Moments in the current language. */
export const useFormats = (): Formats => useStore(current).formats

/** The current language. */
export const useLanguage = (): LanguageTag => useStore(current).tag

const show = async (tag: LanguageTag): Promise<void> => {
  const messages = await languages[tag].load()
  document.documentElement.lang = tag
  current.set({ tag, messages, formats: formats(localeOf(tag)) })
}

const chosen = remembered('keyrack.language', z.enum(languageTags))

/** Shows the console in this language from now on, also after a reload. */
export const chooseLanguage = async (tag: LanguageTag): Promise<void> => {
  chosen.set(tag)
  await show(tag)
}

/** Shows the language chosen before or, on a first visit, the one the browser prefers. Called once, before anything is drawn. */
export const startLanguage = async (): Promise<void> => {
  // `ru-KZ` is Russian.
  const known = (tag: string) => languageTags.find((each) => tag === each || tag.startsWith(`${each}-`))
  const preferred = navigator.languages.map(known).find((tag) => tag !== undefined)
  // Its texts may not load, and English ones, which are there, are better than an empty page.
  await show(chosen.get() ?? preferred ?? 'en').catch(() => show('en'))
}
