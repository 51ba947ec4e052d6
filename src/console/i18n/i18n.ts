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

/** The console's languages by BCP 47 tag. The first is the source, the others load on demand. */
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

const inLanguage = (tag: LanguageTag, messages: Messages): Current => ({
  tag,
  messages,
  formats: formats(localeOf(tag), messages.justNow),
})

const current = makeStore(inLanguage('en', en))

/** The messages of the current language. */
export const useMessages = (): Messages => useStore(current).messages

/** The time formats of the current language. */
export const useFormats = (): Formats => useStore(current).formats

/** The current language. */
export const useLanguage = (): LanguageTag => useStore(current).tag

const show = async (tag: LanguageTag): Promise<void> => {
  const messages = await languages[tag].load()
  document.documentElement.lang = tag
  current.set(inLanguage(tag, messages))
}

const chosen = remembered('keyrack.language', z.enum(languageTags))

/** Switches the language and remembers the choice. */
export const chooseLanguage = async (tag: LanguageTag): Promise<void> => {
  chosen.set(tag)
  await show(tag)
}

/** Uses the language that public/first-paint.js has set. Called once, before the first render. */
export const startLanguage = async (): Promise<void> => {
  const tag = languageTags.find((each) => each === document.documentElement.lang) ?? 'en'
  // If its messages fail to load, fall back to English, which is bundled.
  await show(tag).catch(() => show('en'))
}
