import * as z from 'zod/mini'

/** How a list looks, whatever it shows. */
export interface ListLook {
  /** Ids of the columns that do not show. */
  readonly hidden: readonly string[]
  readonly compact: boolean
}

const look = z.object({ hidden: z.array(z.string()), compact: z.boolean() })
const plain: ListLook = { hidden: [], compact: false }
const key = (kind: string) => `keyrack.list.${kind}`

/** The look that was chosen last for lists of this kind. */
export const rememberedLook = (kind: string): ListLook => {
  try {
    return look.parse(JSON.parse(localStorage.getItem(key(kind)) ?? ''))
  } catch {
    // Nothing is remembered, or nonsense, or storage is forbidden.
    return plain
  }
}

export const rememberLook = (kind: string, chosen: ListLook): void => {
  try {
    localStorage.setItem(key(kind), JSON.stringify(chosen))
  } catch {
    // Storage may be forbidden; then the look holds as long as its address.
  }
}

/** The look an address asks for; what it does not say is as remembered. `?hide=id&hide=labels&rows=compact` */
export const lookIn = (params: URLSearchParams, remembered: ListLook, hideable: readonly string[]): ListLook => {
  const hidden = params.has('hide') ? params.getAll('hide') : remembered.hidden
  return {
    hidden: hideable.filter((id) => hidden.includes(id)),
    compact: params.has('rows') ? params.get('rows') === 'compact' : remembered.compact,
  }
}
