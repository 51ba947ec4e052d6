import { type SyntheticEvent, useEffect, useEffectEvent, useState } from 'react'

interface TypedChoice<Option> {
  readonly options: readonly Option[]
  readonly chosen: Option | null
  /** What an option may be called by, as a whole. The first is how it is shown. */
  readonly namesOf: (option: Option) => readonly [string, ...string[]]
  readonly onChoose: (option: Option | null) => void
  /** The option that a text stands for if it names none of them. */
  readonly unlisted?: (text: string) => Option | null
}

/**
 * Keeps the text of an Autocomplete and its choice one: a name that is typed or pasted whole is chosen, other text
 * chooses nothing. Otherwise a form would send the earlier choice while the field shows another one.
 *
 * @returns props of the Autocomplete
 */
export const useTypedChoice = <Option>({
  options,
  chosen,
  namesOf,
  onChoose,
  unlisted = () => null,
}: TypedChoice<Option>) => {
  const [text, setText] = useState(chosen === null ? '' : namesOf(chosen)[0])
  const choose = (typed: string) => {
    const name = typed.trim()
    const named = options.find((option) => namesOf(option).includes(name)) ?? unlisted(name)
    if (named !== chosen) onChoose(named)
  }
  // Typed while the options loaded.
  const chooseLate = useEffectEvent(() => {
    if (chosen === null && text !== '') choose(text)
  })
  const count = options.length
  useEffect(() => {
    if (count > 0) chooseLate()
  }, [count])

  return {
    clearOnBlur: false,
    inputValue: text,
    onInputChange: (_: SyntheticEvent | null, next: string, reason: string) => {
      setText(next)
      if (reason === 'input') choose(next)
    },
  }
}
