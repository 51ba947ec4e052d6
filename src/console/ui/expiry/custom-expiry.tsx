import { DateTimePicker } from '@mui/x-date-pickers/DateTimePicker'
import { LocalizationProvider } from '@mui/x-date-pickers/LocalizationProvider'
import { enUS, ruRU } from '@mui/x-date-pickers/locales'
import dayjs from 'dayjs'
import english from 'dayjs/locale/en'
import russian from 'dayjs/locale/ru'
import { type ComponentProps, useMemo } from 'react'

import { type LanguageTag, useLanguage, useMessages } from '#console/i18n/i18n.ts'
import { localeOf } from '#console/i18n/locale.ts'
import { MomentAdapter } from './moment-adapter.ts'
import { pickerLocale } from './picker-locale.ts'

interface CustomExpiryProps {
  readonly value: Date | null
  readonly onChange: (at: Date | null) => void
  readonly problem: string | undefined
  readonly help: string | undefined
}

// The library brings the names of the parts and buttons in each language.
const pickerTexts = (texts: typeof enUS) =>
  // Typed without exactOptionalPropertyTypes.
  texts.components.MuiLocalizationProvider.defaultProps.localeText as NonNullable<
    ComponentProps<typeof LocalizationProvider>['localeText']
  >
const languages = {
  en: { words: english, texts: pickerTexts(enUS) },
  ru: { words: russian, texts: pickerTexts(ruRU) },
} satisfies Record<LanguageTag, object>

/** A date and a time in local time. */
export const CustomExpiry = ({ value, onChange, problem, help }: CustomExpiryProps) => {
  const m = useMessages()
  const language = useLanguage()
  const { words, texts } = languages[language]
  const { name, dateFormats } = useMemo(() => pickerLocale(words, localeOf(language)), [words, language])
  // The picker compares objects and clears an invalid date, which lost 30 February.
  const time = value?.getTime()
  const at = useMemo(() => (time === undefined ? null : dayjs(time)), [time])
  return (
    <LocalizationProvider dateAdapter={MomentAdapter} adapterLocale={name} dateFormats={dateFormats} localeText={texts}>
      <DateTimePicker
        label={m.expiry.customField}
        value={at}
        onChange={(next) => onChange(next && next.toDate())}
        disablePast
        ampm={false}
        timeSteps={{ minutes: 5 }}
        slotProps={{
          textField: { size: 'small', fullWidth: true, error: problem !== undefined, helperText: problem ?? help },
        }}
      />
    </LocalizationProvider>
  )
}
