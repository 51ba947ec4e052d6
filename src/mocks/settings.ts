import type { Fault } from './faults.ts'

const faultsKey = 'keyrack.mock.faults'

/** What goes wrong, as the panel or a test wrote it down. Survives a reload. */
export const readFaults = (): readonly Fault[] => {
  try {
    return JSON.parse(localStorage.getItem(faultsKey) ?? '[]') as Fault[]
  } catch {
    return []
  }
}

export const writeFaults = (faults: readonly Fault[]): void => localStorage.setItem(faultsKey, JSON.stringify(faults))
