import { AdapterDayjs } from '@mui/x-date-pickers/AdapterDayjs'
import { DateTimePicker } from '@mui/x-date-pickers/DateTimePicker'
import { LocalizationProvider } from '@mui/x-date-pickers/LocalizationProvider'
import dayjs from 'dayjs'

import { useMessages } from '#console/i18n/i18n.ts'

interface CustomExpiryProps {
  readonly value: Date | null
  readonly onChange: (at: Date | null) => void
  readonly problem: string | undefined
  readonly help: string | undefined
}

/** A date and a time, in local time. */
export const CustomExpiry = ({ value, onChange, problem, help }: CustomExpiryProps) => {
  const m = useMessages()
  return (
    <LocalizationProvider dateAdapter={AdapterDayjs}>
      <DateTimePicker
        label={m.apiKeys.form.customField}
        value={value && dayjs(value)}
        onChange={(at) => onChange(at && at.toDate())}
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
