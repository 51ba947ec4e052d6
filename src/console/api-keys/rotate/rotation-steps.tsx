import Box from '@mui/material/Box'
import { Check } from 'lucide-react'

import { useMessages } from '#console/i18n/i18n.ts'

/** Steps of a rotation: 1 create, 2 save, 3 switch over, 4 delete. */
export const RotationSteps = ({ current }: { readonly current: 1 | 2 | 3 | 4 }) => {
  const m = useMessages()
  const words = m.apiKeys.rotate
  const steps = [words.stepCreate, words.stepSave, words.stepSwitch, words.stepDelete]
  return (
    <Box
      component="ol"
      aria-label={words.steps}
      sx={{
        m: 0,
        p: 0,
        listStyle: 'none',
        display: 'flex',
        flexDirection: { xs: 'column', sm: 'row' },
        flexWrap: 'wrap',
        columnGap: 4,
        rowGap: 1,
      }}
    >
      {steps.map((step, index) => {
        const number = index + 1
        return (
          <Box
            key={step}
            component="li"
            {...(number === current && { 'aria-current': 'step' })}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 1,
              color: number === current ? 'text.primary' : 'text.secondary',
              fontWeight: number === current ? 600 : 400,
            }}
          >
            {number < current ? <Check size={14} aria-label={words.stepDone} /> : <span>{`${number}.`}</span>}
            <span>{step}</span>
          </Box>
        )
      })}
    </Box>
  )
}
