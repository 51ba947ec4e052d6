/** International English: day before month, weeks from Monday. */
const international: Readonly<Record<string, string>> = { en: 'en-001' }

/**
 * The locale for formatting in a language: the browser's own if it has this language (`en-GB` for English), else the
 * international one.
 *
 * @param language BCP 47 tag of a language of the console
 * @param browser the browser's first language only, because the others are often unchosen defaults
 */
export const localeOf = (language: string, browser: string | undefined = globalThis.navigator?.language): string => {
  try {
    // Chromium without a desktop may say `en-US@posix`.
    const tag = browser?.split('@')[0] ?? ''
    if (new Intl.Locale(tag).language === language) return tag
  } catch {
    // An invalid locale.
  }
  return international[language] ?? language
}

// Older browsers have the property, newer ones the method, some have neither.
interface Weeks extends Partial<Intl.Locale> {
  readonly weekInfo?: { readonly firstDay: number }
  readonly getWeekInfo?: () => { readonly firstDay: number }
}

// English-speaking regions whose weeks begin on Sunday (CLDR), for browsers without week data.
const fromSunday = new Set(
  'AG AS BS BW BZ CA DM GU HK ID IL IN JM JP KE MH MO MT PH PK PR PT SG TT UM US VI WS ZA ZW'.split(' '),
)

/** The first day of the week: 0 for Sunday, 1 for Monday. */
export const firstDayOfWeek = (locale: string, weeks: Weeks = new Intl.Locale(locale)): number => {
  const { firstDay } = weeks.getWeekInfo?.() ?? weeks.weekInfo ?? {}
  if (firstDay !== undefined) return firstDay % 7
  return fromSunday.has(new Intl.Locale(locale).maximize().region ?? '') ? 0 : 1
}
