/** English as most of the world writes it: day before month, weeks from Monday. */
const international: Readonly<Record<string, string>> = { en: 'en-001' }

/**
 * The locale of everything that is formatted in a language: the browser's own where it is of that language (`en-GB`
 * for English). A browser in another language says little about its reader's English: that is international then.
 *
 * @param language BCP 47 tag of a language of the console
 * @param browser the browser's first language only: the others are often defaults that nobody chose
 */
export const localeOf = (language: string, browser: string | undefined = globalThis.navigator?.language): string => {
  try {
    // Chromium without a desktop may say `en-US@posix`.
    const tag = browser?.split('@')[0] ?? ''
    if (new Intl.Locale(tag).language === language) return tag
  } catch {
    // Not a locale.
  }
  return international[language] ?? language
}

// Older browsers have the property, newer ones the method, some neither.
interface Weeks extends Partial<Intl.Locale> {
  readonly weekInfo?: { readonly firstDay: number }
  readonly getWeekInfo?: () => { readonly firstDay: number }
}

// Where English is written and weeks begin on Sunday (CLDR): for browsers that do not say.
const fromSunday = new Set(
  'AG AS BS BW BZ CA DM GU HK ID IL IN JM JP KE MH MO MT PH PK PR PT SG TT UM US VI WS ZA ZW'.split(' '),
)

/** The day on which weeks begin: 0 for Sunday, 1 for Monday. */
export const firstDayOfWeek = (locale: string, weeks: Weeks = new Intl.Locale(locale)): number => {
  const { firstDay } = weeks.getWeekInfo?.() ?? weeks.weekInfo ?? {}
  if (firstDay !== undefined) return firstDay % 7
  return fromSunday.has(new Intl.Locale(locale).maximize().region ?? '') ? 0 : 1
}
