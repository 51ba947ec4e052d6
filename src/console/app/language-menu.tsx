import MenuItem from '@mui/material/MenuItem'
import { Languages } from 'lucide-react'

import { chooseLanguage, languages, languageTags, useLanguage, useMessages } from '#console/i18n/i18n.ts'
import { IconMenu } from '#console/ui/icon-menu.tsx'

export const LanguageMenu = () => {
  const m = useMessages()
  const current = useLanguage()
  return (
    <IconMenu label={m.language} icon={<Languages size={18} />}>
      {(close) =>
        languageTags.map((tag) => (
          <MenuItem
            key={tag}
            lang={tag}
            role="menuitemradio"
            aria-checked={tag === current}
            selected={tag === current}
            onClick={() => {
              close()
              void chooseLanguage(tag)
            }}
          >
            {languages[tag].name}
          </MenuItem>
        ))
      }
    </IconMenu>
  )
}
