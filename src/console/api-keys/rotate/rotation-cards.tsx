import Box from '@mui/material/Box'

import { lazyPart } from '#console/ui/loading/lazy-part.ts'
import type { ApiKey } from '#contract/api-key.ts'
import { useRotations } from './rotations.ts'

const RotationCard = lazyPart(async () => (await import('./rotation-card.tsx')).RotationCard)

interface RotationCardsProps {
  readonly serviceAccountId: string
  readonly onDelete: (apiKey: ApiKey) => void
}

/** The account's rotations in progress. */
export const RotationCards = ({ serviceAccountId, onDelete }: RotationCardsProps) => {
  const rotations = useRotations().filter((rotation) => rotation.serviceAccountId === serviceAccountId)
  if (rotations.length === 0) return null
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3, mb: 3 }}>
      {rotations.map((rotation) => (
        <RotationCard key={rotation.newId} rotation={rotation} onDelete={onDelete} />
      ))}
    </Box>
  )
}
