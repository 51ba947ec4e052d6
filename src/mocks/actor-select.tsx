import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useEffect, useState } from 'react'

import { actors, becomeActor, currentActor } from './become-actor.ts'
import { usePanelWords } from './panel-words.ts'

/** Switches the signed-in identity. Reloads the page, because its data belongs to the previous one. */
export const ActorSelect = () => {
  const words = usePanelWords()
  const [actor, setActor] = useState('')
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    void currentActor().then((name) => setActor(name ?? ''))
  }, [])

  const change = async (name: string) => {
    try {
      await becomeActor(name)
      window.location.assign('/')
    } catch {
      setFailed(true)
    }
  }
  return (
    <TextField
      select
      label={<span>{words.actor}</span>}
      value={actors.includes(actor) ? actor : ''}
      error={failed}
      helperText={failed ? words.actorFailed : undefined}
      onChange={(event) => void change(event.target.value)}
    >
      {actors.map((name) => (
        <MenuItem key={name} value={name}>
          <span translate="no">{name}</span>
        </MenuItem>
      ))}
    </TextField>
  )
}
