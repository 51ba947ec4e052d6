import { remembered } from '#console/state/remembered.ts'
import { id } from '#contract/field.ts'

/** The folder that was last open in this browser. */
export const lastFolder = remembered('keyrack.folder', id())
