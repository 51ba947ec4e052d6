import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useId } from 'react'

import { useFormats } from '#console/i18n/i18n.ts'
import { useOnDemandMessages } from '#console/i18n/on-demand.ts'
import { CodeText } from '#console/ui/text/code-text.tsx'
import { CopyButton } from '#console/ui/text/copy-button.tsx'
import type { ApiKey } from '#contract/api-key.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { entryWords, type RecordEntry, recordText } from './record.ts'

interface LeakRecordProps {
  readonly apiKey: ApiKey
  readonly account: ServiceAccount
  readonly entries: readonly RecordEntry[]
}

/** What was done, when, and by which operation, to be copied. */
export const LeakRecord = ({ apiKey, account, entries }: LeakRecordProps) => {
  const f = useFormats()
  const messages = useOnDemandMessages().leak
  const words = messages.record
  const titleId = useId()
  return (
    <Box component="section" aria-labelledby={titleId} sx={{ borderTop: 1, borderColor: 'divider', pt: 3 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 1 }}>
        <Typography component="h3" id={titleId} sx={{ fontWeight: 600 }}>
          {words.title}
        </Typography>
        <CopyButton text={recordText(messages, apiKey, account, entries)} label={words.copy} copied={words.copied} />
      </Box>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'flex', flexDirection: 'column', gap: 2 }}>
        {entries.map((entry) => (
          <li key={entry.operationId ?? entry.at}>
            <Typography sx={{ overflowWrap: 'anywhere' }}>
              {entryWords(messages, entry, (moment) => f.dateTimeZone(moment))}
            </Typography>
            <Typography
              variant="caption"
              component="p"
              color="textSecondary"
              sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 3, overflowWrap: 'anywhere' }}
            >
              <span>{f.dateTimeZone(entry.at)}</span>
              {entry.operationId !== undefined && <CodeText>{entry.operationId}</CodeText>}
            </Typography>
          </li>
        ))}
      </Box>
    </Box>
  )
}
