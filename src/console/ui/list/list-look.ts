import * as z from 'zod/mini'

import { type Remembered, remembered } from '#console/state/remembered.ts'

/** How a list looks, whatever it shows. */
export interface ListLook {
  /** Ids of the columns that do not show. */
  readonly hidden: readonly string[]
  readonly compact: boolean
}

const look: z.ZodMiniType<ListLook> = z.object({ hidden: z.array(z.string()), compact: z.boolean() })

/** The look that was chosen last for lists of this kind. */
export const lastLook = (kind: string): Remembered<ListLook> => remembered(`keyrack.list.${kind}`, look)

/** The look an address asks for; what it does not say is as last. `?hide=id&hide=labels&rows=compact` */
export const lookIn = (params: URLSearchParams, last: ListLook, hideable: readonly string[]): ListLook => {
  const hidden = params.has('hide') ? params.getAll('hide') : last.hidden
  return {
    hidden: hideable.filter((id) => hidden.includes(id)),
    compact: params.has('rows') ? params.get('rows') === 'compact' : last.compact,
  }
}
