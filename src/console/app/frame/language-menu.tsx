import { Languages } from 'lucide-react'

import { chooseLanguage, languages, languageTags, useLanguage, useMessages } from '#console/i18n/i18n.ts'
import { IconMenu } from '#console/ui/menu/icon-menu.tsx'

export const LanguageMenu = () => {
  const m = useMessages()
  const current = useLanguage()
  return (
    <IconMenu
      label={m.language}
      icon={<Languages size={18} />}
      choices={languageTags.map((tag) => ({
        label: languages[tag].name,
        lang: tag,
        chosen: tag === current,
        onSelect: () => void chooseLanguage(tag),
      }))}
    />
  )
}
