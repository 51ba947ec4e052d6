/** A requested moment as the stores keep it: UTC, milliseconds. Finer digits are cut off, never rounded up. */
export const canonicalTimestamp = (timestamp: string): string => new Date(timestamp).toISOString()
