import * as z from 'zod/mini'

import { now } from '#console/clock.ts'
import { remembered } from '#console/state/remembered.ts'
import { useStore } from '#console/state/store.ts'

/** Which key replaces which. The API does not link them, so the browser remembers their ids. */
const rotation = z.object({ serviceAccountId: z.string(), oldId: z.string(), newId: z.string(), startedAt: z.number() })
export type Rotation = z.infer<typeof rotation>

const maxRotations = 50
const maxAgeMilliseconds = 60 * 24 * 60 * 60_000
const rotations = remembered('keyrack.rotations', z.array(rotation))

/** Rotations of the last 60 days. */
export const recentRotations = (all: readonly Rotation[], at: number): readonly Rotation[] =>
  all.filter(({ startedAt }) => at - startedAt < maxAgeMilliseconds)

const change = (next: (all: readonly Rotation[]) => readonly Rotation[]) =>
  rotations.set([...next(recentRotations(rotations.get() ?? [], now()))])

export const rememberRotation = (added: Rotation): void =>
  change((all) => [added, ...all.filter(({ oldId }) => oldId !== added.oldId)].slice(0, maxRotations))

export const forgetRotation = ({ oldId, newId }: Rotation): void =>
  change((all) => all.filter((each) => each.oldId !== oldId || each.newId !== newId))

/** Rotations started in this browser within 60 days and not dismissed. */
export const useRotations = (): readonly Rotation[] => recentRotations(useStore(rotations) ?? [], now())
