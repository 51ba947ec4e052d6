import { type SyntheticEvent, useEffect, useEffectEvent, useState } from 'react'

interface TypedChoice<Option> {
  readonly options: readonly Option[]
  readonly chosen: Option | null
  /** The full names of an option. The first is displayed. */
  readonly namesOf: (option: Option) => readonly [string, ...string[]]
  readonly onChoose: (option: Option | null) => void
  /** The option for a text that is none of the names. */
  readonly unlisted?: (text: string) => Option | null
}

/**
 * Keeps the text and the choice of an Autocomplete in sync: a name typed or pasted in full is chosen, other text clears
 * the choice. Otherwise a form would submit the earlier choice while the field shows another.
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
  // Typed while the options were loading.
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
