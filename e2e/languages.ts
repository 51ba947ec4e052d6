import { languages as languagesByTag, languageTags } from '#console/i18n/i18n.ts'
import { onDemandMessages } from '#console/i18n/on-demand.ts'

const nameOf = new Intl.DisplayNames('en', { type: 'language' })

/** The console's languages with their texts. A tag is also the browser's locale. */
export const languages = await Promise.all(
  languageTags.map(async (tag) => ({
    locale: tag,
    language: nameOf.of(tag) ?? tag,
    m: { ...(await languagesByTag[tag].load()), ...onDemandMessages[tag] },
  })),
)

/** Finds a text whatever its arguments are. */
export const textLike = (text: (...parts: string[]) => string): RegExp => {
  const gap = '\0'
  const literal = text(gap, gap).replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(literal.replaceAll(/\s/g, String.raw`\s`).replaceAll(gap, '.+'))
}
