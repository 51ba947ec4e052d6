import * as z from 'zod/mini'

import { type Remembered, remembered } from '#console/state/remembered.ts'

/** The view options of a list. */
export interface ViewOptions {
  /** Ids of the hidden columns. */
  readonly hidden: readonly string[]
  readonly compact: boolean
}

const schema: z.ZodMiniType<ViewOptions> = z.object({ hidden: z.array(z.string()), compact: z.boolean() })

/** The last view options for this kind of list. */
export const lastViewOptions = (kind: string): Remembered<ViewOptions> => remembered(`keyrack.list.${kind}`, schema)

/** Reads the view options from the address, with the last ones as defaults. `?hide=id&hide=labels&rows=compact` */
export const viewOptionsIn = (params: URLSearchParams, last: ViewOptions, hideable: readonly string[]): ViewOptions => {
  const hidden = params.has('hide') ? params.getAll('hide') : last.hidden
  return {
    hidden: hideable.filter((id) => hidden.includes(id)),
    compact: params.has('rows') ? params.get('rows') === 'compact' : last.compact,
  }
}
