/** Who makes a request. */
export interface Actor {
  readonly type: 'administrator'
  readonly id: string
  readonly name: string
}

/** The one human subject of an installation; its id has the shape of the cloud's (API reference 4.1). */
export const administrator: Actor = { type: 'administrator', id: 'ajeadministrator0000', name: 'Administrator' }
