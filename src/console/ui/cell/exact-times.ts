import * as z from 'zod/mini'

import { remembered } from '#console/state/remembered.ts'
import { useStore } from '#console/state/store.ts'

const exactTimes = remembered('keyrack.exactTimes', z.boolean())

/** True if times are shown as date and time instead of relative to now. One setting for the whole console. */
export const useExactTimes = (): boolean => useStore(exactTimes) ?? false

export const chooseExactTimes = exactTimes.set
