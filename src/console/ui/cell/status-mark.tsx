import { Glyph } from './glyph.tsx'

/** The icon of each kind of status. */
export const statusGlyphs = { good: 'check', soon: 'clock', bad: 'alert', idle: 'slash' } as const

export type StatusKind = keyof typeof statusGlyphs

/** A status by icon, word and colour. */
export const StatusMark = ({ kind, word }: { readonly kind: StatusKind; readonly word: string }) => (
  <span className="status" data-kind={kind}>
    <Glyph name={statusGlyphs[kind]} />
    <span>{word}</span>
  </span>
)
