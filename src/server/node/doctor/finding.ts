/** What one check found, without secrets. A `problem` keeps Keyrack from starting or working. */
export interface Finding {
  readonly check: string
  readonly state: 'ok' | 'warning' | 'problem'
  readonly found: string
}

type Result = Omit<Finding, 'check'>

export const ok = (found: string): Result => ({ state: 'ok', found })
export const warning = (found: string): Result => ({ state: 'warning', found })
export const problem = (found: string): Result => ({ state: 'problem', found })

/** @param look throws an Error with one readable line for a problem */
export const check = async (name: string, look: () => Result | Promise<Result>): Promise<Finding> => {
  try {
    return { check: name, ...(await look()) }
  } catch (error) {
    return { check: name, ...problem(error instanceof Error ? error.message : String(error)) }
  }
}

/** The findings as lines of a table. */
export const asTable = (findings: readonly Finding[]): string => {
  const rows = [{ check: 'CHECK', state: 'STATE', found: 'FOUND' }, ...findings]
  const width = (column: 'check' | 'state') => Math.max(...rows.map((row) => row[column].length)) + 2
  const [first, second] = [width('check'), width('state')]
  // A path may have line breaks.
  const line = (text: string) => text.replaceAll(/[\r\n]+/g, ' ')
  return rows.map(({ check: name, state, found }) => name.padEnd(first) + state.padEnd(second) + line(found)).join('\n')
}
