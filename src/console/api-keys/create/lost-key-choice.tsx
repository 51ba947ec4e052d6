import FormControl from '@mui/material/FormControl'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import FormLabel from '@mui/material/FormLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Typography from '@mui/material/Typography'

import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { CodeText } from '#console/ui/text/code-text.tsx'
import { Facts } from '#console/ui/text/facts.tsx'
import { visible } from '#console/ui/text/visible.ts'
import type { ApiKey } from '#contract/api-key.ts'

interface LostKeyChoiceProps {
  readonly keys: readonly ApiKey[]
  readonly chosenId: string | undefined
  readonly onChoose: (id: string) => void
  readonly problem: string | undefined
}

/** Shows the key that was created although its response was lost. If several match, the user chooses. */
export const LostKeyChoice = ({ keys, chosenId, onChoose, problem }: LostKeyChoiceProps) => {
  const m = useMessages()
  const f = useFormats()
  const created = ({ createdAt }: ApiKey) => `${f.dateTimeZone(createdAt)} · ${f.relative(createdAt)}`
  const [only] = keys
  if (only !== undefined && keys.length === 1) {
    return (
      <Facts
        facts={[
          {
            term: m.apiKeys.maskedKey,
            value: <CodeText>{only.maskedSecret || m.list.none}</CodeText>,
          },
          { term: m.apiKeys.keyId, value: <CodeText>{only.id}</CodeText> },
          { term: m.apiKeys.description, value: visible(only.description) || m.list.none },
          { term: m.apiKeys.createdAt, value: created(only) },
        ]}
      />
    )
  }
  return (
    <FormControl error={problem !== undefined}>
      <FormLabel id="lost-keys">
        <span>{m.apiKeys.title}</span>
      </FormLabel>
      <RadioGroup aria-labelledby="lost-keys" value={chosenId ?? ''} onChange={(_, id) => onChoose(id)}>
        {keys.map((key) => (
          <FormControlLabel
            key={key.id}
            value={key.id}
            control={<Radio size="small" />}
            label={
              <>
                <CodeText>{`${key.maskedSecret} ${key.id}`}</CodeText>
                <Typography component="div" variant="caption" color="textSecondary">
                  {created(key)}
                </Typography>
              </>
            }
          />
        ))}
      </RadioGroup>
      {problem !== undefined && <FormHelperText role="alert">{problem}</FormHelperText>}
    </FormControl>
  )
}
