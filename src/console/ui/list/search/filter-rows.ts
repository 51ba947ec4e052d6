/** A filter of a list: keeps the rows that have one of the chosen values. */
export interface Filter<Row> {
  /** Its name in the address. */
  readonly id: string
  readonly label: string
  readonly valuesOf: (row: Row) => readonly string[]
  /** All values in order. Absent: the values in the rows, which are their own labels. */
  readonly options?: readonly FilterOption[]
}

export interface FilterOption {
  readonly value: string
  readonly label: string
  /** The panel of filters leaves it out unless it is chosen, because something else on the page offers it. */
  readonly elsewhere?: true
}

/** Chosen values by filter id. Filters without a choice are missing. */
export type Chosen = ReadonlyMap<string, readonly string[]>

const valuesMax = 50
const valueMax = 300

/**
 * Reads the filters from the address: `?status=expired&status=soon&scope=yc.postbox.send`. Unknown values are ignored.
 */
export const chosenIn = (params: URLSearchParams, filters: readonly Filter<never>[]): Chosen => {
  const chosen = new Map<string, readonly string[]>()
  for (const { id, options } of filters) {
    const isKnown = (value: string) =>
      options === undefined
        ? value !== '' && value.length <= valueMax
        : options.some((option) => option.value === value)
    const values = [...new Set(params.getAll(id))].filter(isKnown).slice(0, valuesMax)
    if (values.length > 0) chosen.set(id, values)
  }
  return chosen
}

/** The rows that pass every filter. */
export const filterRows = <Row>(
  rows: readonly Row[],
  filters: readonly Filter<Row>[],
  chosen: Chosen,
): readonly Row[] => {
  const active = filters.flatMap(({ id, valuesOf }) => {
    const values = chosen.get(id)
    return values === undefined ? [] : [{ valuesOf, values: new Set(values) }]
  })
  if (active.length === 0) return rows
  return rows.filter((row) => active.every(({ valuesOf, values }) => valuesOf(row).some((value) => values.has(value))))
}

/** A value to choose, and the number of rows that have it. */
export interface CountedOption extends FilterOption {
  readonly count: number
}

/** The options of a filter. Chosen values are included, even if no row has them. */
export const optionsOf = <Row>(
  rows: readonly Row[],
  { valuesOf, options }: Filter<Row>,
  chosen: readonly string[] = [],
): readonly CountedOption[] => {
  const counts = new Map<string, number>(chosen.map((value) => [value, 0]))
  for (const row of rows) {
    for (const value of valuesOf(row)) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const all = options ?? [...counts.keys()].toSorted().map((value) => ({ value, label: value }))
  return all.map((option) => ({ ...option, count: counts.get(option.value) ?? 0 }))
}

/** The label of a chosen value. */
export const labelOf = ({ options }: Filter<never>, value: string): string =>
  options?.find((option) => option.value === value)?.label ?? value

/** The values of a filter after turning one on or off. */
export const chosenOf = (chosen: Chosen, id: string, value: string, on: boolean): readonly string[] => {
  const others = (chosen.get(id) ?? []).filter((other) => other !== value)
  return on ? [...others, value] : others
}
