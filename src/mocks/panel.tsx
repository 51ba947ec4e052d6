import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Chip from '@mui/material/Chip'
import Divider from '@mui/material/Divider'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import Popover from '@mui/material/Popover'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { FlaskConical } from 'lucide-react'
import { useState } from 'react'

import { api, type EndpointId } from '#contract/api.ts'
import { type CodeName, codes } from '#contract/status.ts'
import { ActorSelect } from './actor-select.tsx'
import { mockAdministratorToken } from './actors.ts'
import type { Effect, Fault } from './faults.ts'
import { type PanelWords, usePanelWords } from './panel-words.ts'
import { resetData } from './persist.ts'
import { forgetSession } from './sessions.ts'
import { readFaults, writeFaults } from './settings.ts'

const latencyId = 'latency'
const latencies = [0, 300, 1000, 3000]
const endpointIds = Object.keys(api) as EndpointId[]
const kinds = ['cut', 'lost', 'malformed', 'hang'] as const
const statusNames = Object.keys(codes) as CodeName[]

/** A badge in the top bar that opens the mock's settings: identity, latency, faults and reset. */
export const MockPanel = () => {
  const words = usePanelWords()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [faults, setFaults] = useState(readFaults)
  const change = (next: readonly Fault[]) => {
    writeFaults(next)
    setFaults(next)
  }
  const latency = faults.find(({ id }) => id === latencyId)?.effect
  const otherFaults = faults.filter(({ id }) => id !== latencyId)

  return (
    <>
      <Chip
        size="small"
        variant="outlined"
        color={faults.length > 0 ? 'warning' : 'default'}
        icon={<FlaskConical size={14} aria-hidden />}
        // Narrow windows have room only for the icon.
        aria-label={words.badge}
        label={words.badge}
        sx={{
          '& .MuiChip-label': { display: { xs: 'none', sm: 'block' } },
          '& .MuiChip-icon': { mx: { xs: 1.5, sm: 0.5 } },
        }}
        aria-haspopup="dialog"
        onClick={(event) => {
          setFaults(readFaults())
          setAnchor(event.currentTarget)
        }}
      />
      {anchor !== null && (
        <Popover
          open
          anchorEl={anchor}
          onClose={() => setAnchor(null)}
          anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
          transformOrigin={{ vertical: 'top', horizontal: 'right' }}
          slotProps={{
            paper: { role: 'dialog', 'aria-label': words.title, sx: { width: 380, maxWidth: '95vw', p: 4 } },
          }}
        >
          <Stack spacing={4}>
            <Typography color="textSecondary">{words.help}</Typography>
            <TextField
              label={<span>{words.token}</span>}
              value={mockAdministratorToken}
              slotProps={{ input: { readOnly: true } }}
            />
            <ActorSelect />
            <TextField
              select
              label={<span>{words.latency}</span>}
              value={latency?.kind === 'delay' ? latency.milliseconds : 0}
              onChange={(event) => change([...otherFaults, ...latencyFault(Number(event.target.value))])}
            >
              {latencies.map((milliseconds) => (
                <MenuItem key={milliseconds} value={milliseconds}>
                  <span>{milliseconds === 0 ? words.none : words.milliseconds(milliseconds)}</span>
                </MenuItem>
              ))}
            </TextField>
            <Divider />
            <Typography sx={{ fontWeight: 600 }}>{words.faults}</Typography>
            <NewFault onAdd={(fault) => change([...faults, fault])} />
            <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1 }}>
              {otherFaults.map((fault) => {
                const label = describe(fault, words)
                return (
                  <Chip
                    key={fault.id}
                    size="small"
                    label={label}
                    aria-label={words.remove(label)}
                    onDelete={() => change(faults.filter(({ id }) => id !== fault.id))}
                  />
                )
              })}
            </Stack>
            <Divider />
            <Button
              color="error"
              onClick={() => {
                change([])
                forgetSession()
                void resetData().then(() => window.location.assign('/'))
              }}
            >
              <span>{words.reset}</span>
            </Button>
          </Stack>
        </Popover>
      )}
    </>
  )
}

const NewFault = ({ onAdd }: { readonly onAdd: (fault: Fault) => void }) => {
  const words = usePanelWords()
  const [endpoint, setEndpoint] = useState<EndpointId | 'all'>('createApiKey')
  const [effect, setEffect] = useState<string>('UNAVAILABLE')
  const [once, setOnce] = useState(false)
  return (
    <>
      <TextField
        select
        label={<span>{words.endpoint}</span>}
        value={endpoint}
        onChange={(event) => setEndpoint(event.target.value as EndpointId | 'all')}
      >
        <MenuItem value="all">
          <span>{words.all}</span>
        </MenuItem>
        {endpointIds.map((id) => (
          <MenuItem key={id} value={id}>
            <span>{id}</span>
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        label={<span>{words.effect}</span>}
        value={effect}
        onChange={(event) => setEffect(event.target.value)}
      >
        {kinds.map((kind) => (
          <MenuItem key={kind} value={kind}>
            <span>{words[kind]}</span>
          </MenuItem>
        ))}
        {statusNames.map((name) => (
          <MenuItem key={name} value={name}>
            <span>{`${codes[name].http} ${name}`}</span>
          </MenuItem>
        ))}
      </TextField>
      <Stack direction="row" sx={{ justifyContent: 'space-between' }}>
        <FormControlLabel
          label={words.once}
          control={<Checkbox size="small" checked={once} onChange={(_, checked) => setOnce(checked)} />}
        />
        <Button
          onClick={() =>
            onAdd({ id: crypto.randomUUID(), endpoint, effect: toEffect(effect), ...(once && { times: 1 }) })
          }
        >
          <span>{words.add}</span>
        </Button>
      </Stack>
    </>
  )
}

const latencyFault = (milliseconds: number): readonly Fault[] =>
  milliseconds === 0 ? [] : [{ id: latencyId, endpoint: 'all', effect: { kind: 'delay', milliseconds } }]

const toEffect = (name: string): Effect => {
  const kind = kinds.find((each) => each === name)
  return kind ? { kind } : { kind: 'status', code: statusNames.find((each) => each === name) ?? 'UNKNOWN' }
}

const describe = ({ endpoint, effect, times }: Fault, words: PanelWords): string =>
  [endpoint, effect.kind === 'status' ? effect.code : effect.kind, times && words.times(times)]
    .filter(Boolean)
    .join(' · ')
