import { useMessages } from '#console/i18n/i18n.ts'
import { scopeMeaning } from '../fields/scope-options.ts'

const shown = 2

/** Two scopes and how many more; on hover or focus all of them with their meanings. */
export const ScopesCell = ({ scopes }: { readonly scopes: readonly string[] }) => {
  const m = useMessages()
  if (scopes.length === 0) return <span>{m.list.none}</span>
  const all = scopes.map((scope) => {
    const meaning = scopeMeaning(m, scope)
    return meaning === '' ? scope : `${scope} — ${meaning}`
  })
  return (
    // ARIA 1.3, which the browsers speak and the linter does not.
    // oxlint-disable-next-line jsx-a11y/role-supports-aria-props
    <button type="button" className="chips" aria-description={all.join('\n')} data-tip="">
      {scopes.slice(0, shown).map((scope) => (
        <code key={scope} translate="no">
          {scope}
        </code>
      ))}
      {scopes.length > shown && <span>{m.apiKeys.moreScopes(scopes.length - shown)}</span>}
    </button>
  )
}
