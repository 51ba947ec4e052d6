import { Glyph } from './glyph.tsx'

const glyphs = { good: 'check', soon: 'clock', bad: 'alert', idle: 'slash' } as const

export type StatusKind = keyof typeof glyphs

/** A status by icon, word and colour. */
export const StatusMark = ({ kind, word }: { readonly kind: StatusKind; readonly word: string }) => (
  <span className="status" data-kind={kind}>
    <Glyph name={glyphs[kind]} />
    <span>{word}</span>
  </span>
)
