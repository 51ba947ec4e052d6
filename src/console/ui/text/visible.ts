// White space, controls, and what has no shape of its own: zero-width, Hangul fillers, the empty Braille pattern.
const unseen = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\u2800]*$/u

/** A text that somebody wrote, or '' where nothing of it would be seen: then it is shown as absent. */
export const visible = (text: string): string => (unseen.test(text) ? '' : text)

/** What to call something: its name, or its id where nothing of the name would be seen. */
export const nameOrId = ({ id, name }: { readonly id: string; readonly name: string }): string => visible(name) || id
