import { type ServiceAccount, updateServiceAccountBody } from '#contract/service-account.ts'

/** A row of the labels field. `id` is its React key. */
export interface LabelRow {
  readonly id: number
  readonly key: string
  readonly value: string
}

type Labels = ServiceAccount['labels']

/** The maximum number of labels of an account (API reference 1.2). */
export const labelsMax = 64

const isBlank = ({ key, value }: LabelRow) => key === '' && value === ''

export const rowsOf = (labels: Labels): readonly LabelRow[] =>
  Object.entries(labels).map(([key, value], id) => ({ id, key, value }))

/** The labels in the rows. Empty rows are skipped. */
export const labelsOf = (rows: readonly LabelRow[]): Labels =>
  Object.fromEntries(rows.filter((row) => !isBlank(row)).map(({ key, value }) => [key, value]))

export const sameLabels = (a: Labels, b: Labels): boolean => {
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}

/** Inserts rows after the one at `after`. */
export const insertRows = (
  rows: readonly LabelRow[],
  after: number,
  added: readonly Pick<LabelRow, 'key' | 'value'>[],
): readonly LabelRow[] => {
  const next = rows.reduce((largest, { id }) => Math.max(largest, id), -1) + 1
  const withIds = added.map(({ key, value }, index) => ({ id: next + index, key, value }))
  return [...rows.slice(0, after + 1), ...withIds, ...rows.slice(after + 1)]
}

// A `labels` field in JSON, Terraform, JavaScript, YAML, or the CLI's command line.
const fields = [/\blabels["']?\s*[:=]\s*\{([^{}]*)\}/, /\blabels:\s*\n((?:[ \t]+\S+:.*\n?)+)/, /--labels[ =](\S+)/]
const pair = /^(["']?)([^\s=:"']+)\1(?:\s*=\s*|:\s+|:(?=["']))(?:"([^"]*)"|'([^']*)'|([^\s"']*))$/

/**
 * Parses pasted labels: `key=value` or `key: value`, separated by commas or lines, with or without quotes and braces,
 * or the `labels` field of anything this product prints. Null for other text.
 */
export const parseLabels = (text: string): readonly Pick<LabelRow, 'key' | 'value'>[] | null => {
  const inField = fields.map((field) => field.exec(text)?.[1]).find((part) => part !== undefined)
  const parts = (inField ?? text.trim().replace(/^\{/, '').replace(/\}$/, ''))
    .split(/[\n,]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const pairs = parts.map((part) => pair.exec(part))
  if (parts.length === 0 || pairs.includes(null)) return null
  return pairs.map((found) => ({ key: found?.[2] ?? '', value: found?.[3] ?? found?.[4] ?? found?.[5] ?? '' }))
}

export type LabelProblem = 'missing' | 'key' | 'duplicate' | 'value'

const schema = updateServiceAccountBody.shape.labels

/** The error of each row by its id. Of two rows with the same key, the later one is invalid. */
export const labelProblems = (rows: readonly LabelRow[]): ReadonlyMap<number, LabelProblem> => {
  const problems = new Map<number, LabelProblem>()
  const seen = new Set<string>()
  for (const row of rows) {
    const { id, key, value } = row
    if (isBlank(row)) continue
    if (key === '') problems.set(id, 'missing')
    else if (!schema.safeParse({ [key]: '' }).success) problems.set(id, 'key')
    else if (seen.has(key)) problems.set(id, 'duplicate')
    else if (!schema.safeParse({ [key]: value }).success) problems.set(id, 'value')
    seen.add(key)
  }
  return problems
}

/** Rows that are not empty. */
export const labelCount = (rows: readonly LabelRow[]): number => rows.filter((row) => !isBlank(row)).length
