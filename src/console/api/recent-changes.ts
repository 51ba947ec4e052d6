import { now } from '#console/clock.ts'
import { maskedFields } from '#contract/field.ts'
import { codes } from '#contract/status.ts'
import { ApiError } from './api-error.ts'
import { isGone } from './gone.ts'

// A cloud answers reads from copies that lag behind its writes. Lists therefore show what this page changed within the
// last minute, whatever the cloud says meanwhile.
const lagMilliseconds = 60_000

interface Change {
  readonly at: number
  /** The new row, until the list has it. */
  readonly created?: { readonly list: string; readonly row: object }
  /** The fields that an edit has set, until a response has them. */
  readonly edited?: object
  readonly deleted?: true
}

/** By the resource's id. */
const changes = new Map<string, Change>()

const changeOf = (id: string): Change | undefined => {
  const change = changes.get(id)
  if (change === undefined || now() - change.at < lagMilliseconds) return change
  changes.delete(id)
  return undefined
}

/** @param list names the list that will show the row */
export const recordCreated = (list: string, id: string, row: object): void => {
  changes.set(id, { at: now(), created: { list, row } })
}

/** The fields that an update sets, with the values they have afterwards. Absent and `""` clear a field (API reference 2.3). */
export const fieldsOf = (body: { readonly updateMask?: string | undefined } = {}): object => {
  const values: Readonly<Record<string, unknown>> = { description: '', labels: {}, scopes: [], ...body }
  return Object.fromEntries(
    maskedFields(body.updateMask ?? '').map((name) => [
      name,
      name === 'expiresAt' && values[name] === '' ? undefined : values[name],
    ]),
  )
}

/** @param fields the changed fields with their new values */
export const recordEdited = (id: string, fields: object): void => {
  const { created, edited } = changeOf(id) ?? {}
  changes.set(id, {
    at: now(),
    ...(created && { created: { ...created, row: { ...created.row, ...fields } } }),
    edited: { ...edited, ...fields },
  })
}

export const recordDeleted = (id: string): void => {
  changes.set(id, { at: now(), deleted: true })
}

/** Call it when another user may go on. */
export const forgetRecentChanges = (): void => changes.clear()

/** The row with the user's recent edit. */
const withEdit = <Row>(id: string, row: Row): Row => {
  const change = changeOf(id)
  if (change?.edited === undefined) return row
  const { edited, ...rest } = change
  const after = { ...row, ...edited }
  if (JSON.stringify(after) !== JSON.stringify(row)) return after
  // Seen: what is read from now on may be somebody else's newer edit.
  changes.set(id, rest)
  return row
}

/** What a list needs to show recent changes. */
export interface ListOfRows<Row> {
  /** The same as in {@link recordCreated}. */
  readonly list: string
  readonly idOf: (row: Row) => string
}

/** These rows with recent edits and without recently deleted ones. */
export const withRecentChanges = <Row>(rows: readonly Row[], { idOf }: ListOfRows<Row>): readonly Row[] => {
  if (changes.size === 0) return rows
  return rows.flatMap((row) => {
    const id = idOf(row)
    return changeOf(id)?.deleted ? [] : [withEdit(id, row)]
  })
}

/** Recently created rows that a whole list does not have yet. */
export const missingRows = <Row>(rows: readonly Row[], { list, idOf }: ListOfRows<Row>): readonly Row[] => {
  const made = [...changes.keys()].filter((id) => changeOf(id)?.created?.list === list)
  if (made.length === 0) return []
  const listed = new Set(rows.map(idOf))
  return made.flatMap((id) => {
    const { at = 0, created, ...rest } = changeOf(id) ?? {}
    if (!listed.has(id)) return [created?.row as Row]
    // Listed: if it is missing from now on, somebody has deleted it.
    changes.set(id, { at, ...rest })
    return []
  })
}

/**
 * One resource with recent changes.
 *
 * @throws ApiError NOT_FOUND if it was deleted recently
 */
export const oneWithRecentChanges = async <Row>(id: string, load: () => Promise<Row>): Promise<Row> => {
  const { deleted, created } = changeOf(id) ?? {}
  if (deleted) {
    const { code, http } = codes.NOT_FOUND
    throw new ApiError('status', '', { http, status: { code, message: 'Deleted', details: [] } })
  }
  try {
    return withEdit(id, await load())
  } catch (error) {
    if (created !== undefined && isGone(error)) return created.row as Row
    throw error
  }
}
