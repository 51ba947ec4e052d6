import * as z from 'zod/mini'

import { remembered } from '#console/state/remembered.ts'

const maxRecent = 5
const recent = remembered('keyrack.recent', z.array(z.string()))

/** Ids of the entries used last in this browser, newest first. */
export const recentIds = (): readonly string[] => recent.get() ?? []

export const rememberRecent = (id: string): void =>
  recent.set([id, ...recentIds().filter((other) => other !== id)].slice(0, maxRecent))
