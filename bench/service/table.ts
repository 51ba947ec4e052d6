import type { Measured } from './load.ts'

export type Line = readonly [what: string, measured: Measured, note?: string]

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`

export const verdict = (share: number, of: string, target: number): string =>
  `${percent(share)} ${of}, at least ${percent(target)}: ${share >= target ? 'reached' : 'MISSED'}`

export const print = (title: string, lines: readonly Line[]): void => {
  const width = Math.max(...lines.map(([what]) => what.length))
  const heads = ['per second'.padStart(12), 'p50'.padStart(9), 'p99'.padStart(9), 'memory'.padStart(9)]
  console.log(`\n${title}\n${' '.repeat(width)}${heads.join('')}`)
  for (const [what, { perSecond, p50, p99, memory }, note = ''] of lines) {
    const cells = [
      perSecond.toFixed(0).padStart(12),
      `${p50} ms`.padStart(9),
      `${p99} ms`.padStart(9),
      (memory === undefined ? '' : `${memory.toFixed(0)} MB`).padStart(9),
    ]
    console.log(`${what.padEnd(width)}${cells.join('')}  ${note}`.trimEnd())
  }
}
