interface VerbatimProps {
  readonly children: string
}

/** A user's name, which page translation must not change. */
export const Verbatim = ({ children }: VerbatimProps) => <span translate="no">{children}</span>

interface QuotingProps {
  readonly text: string
  /** The quoted part, '' for none. */
  readonly part: string
}

/** A text with a part that page translation must not change, such as what to type. */
export const Quoting = ({ text, part }: QuotingProps) => {
  const at = text.lastIndexOf(part)
  return (
    <>
      <span>{text.slice(0, at)}</span>
      <Verbatim>{part}</Verbatim>
      <span>{text.slice(at + part.length)}</span>
    </>
  )
}
