// White space, controls, and characters without a glyph: zero-width, Hangul fillers, the empty Braille pattern.
const unseen = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\u2800]*$/u

/** A user's text, or '' if it would be invisible. It is then shown as absent. */
export const visible = (text: string): string => (unseen.test(text) ? '' : text)

/** A display name: the name, or the id if the name would be invisible. */
export const nameOrId = ({ id, name }: { readonly id: string; readonly name: string }): string => visible(name) || id
