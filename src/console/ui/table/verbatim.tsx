interface VerbatimProps {
  readonly children: string
}

/** A name that somebody gave. No page translation touches it. */
export const Verbatim = ({ children }: VerbatimProps) => <span translate="no">{children}</span>

interface QuotingProps {
  readonly text: string
  /** What the text quotes; '' for nothing. */
  readonly part: string
}

/** A text with a part that no page translation touches: what is to be typed as it stands there. */
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
