import * as z from 'zod/mini'

import { type Remembered, remembered } from '#console/state/remembered.ts'

/** The display options of a list. */
export interface ListLook {
  /** Ids of the hidden columns. */
  readonly hidden: readonly string[]
  readonly compact: boolean
}

const look: z.ZodMiniType<ListLook> = z.object({ hidden: z.array(z.string()), compact: z.boolean() })

/** The last display options for this kind of list. */
export const lastLook = (kind: string): Remembered<ListLook> => remembered(`keyrack.list.${kind}`, look)

/** Reads the display options from the address, with the last ones as defaults. `?hide=id&hide=labels&rows=compact` */
export const lookIn = (params: URLSearchParams, last: ListLook, hideable: readonly string[]): ListLook => {
  const hidden = params.has('hide') ? params.getAll('hide') : last.hidden
  return {
    hidden: hideable.filter((id) => hidden.includes(id)),
    compact: params.has('rows') ? params.get('rows') === 'compact' : last.compact,
  }
}
