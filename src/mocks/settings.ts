import type { Fault } from './faults.ts'

const faultsKey = 'keyrack.mock.faults'

/** The faults that the panel or a test has set. They survive a reload. */
export const readFaults = (): readonly Fault[] => {
  try {
    return JSON.parse(localStorage.getItem(faultsKey) ?? '[]') as Fault[]
  } catch {
    return []
  }
}

export const writeFaults = (faults: readonly Fault[]): void => localStorage.setItem(faultsKey, JSON.stringify(faults))
