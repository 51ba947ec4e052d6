import { Fragment } from 'react'

/** A scope or the like, which may wrap after its dots. */
export const Dotted = ({ text }: { readonly text: string }) => {
  const parts = text.split(/(?<=\.)/)
  return parts.map((part, index) => (
    <Fragment key={parts.slice(0, index).join('')}>
      {index > 0 && <wbr />}
      <span>{part}</span>
    </Fragment>
  ))
}
