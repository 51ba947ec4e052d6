import { matchPath } from 'react-router-dom'

import { paths } from '#console/app/paths.ts'

// Encoded again, it must fit into the 16 kB that servers accept for an address and its headers.
const lengthMax = 4000

/** The sign-in page's query that leads back to this path. '' for the root. */
export const signInSearch = (path: string): string =>
  path === paths.root || path.length > lengthMax ? '' : `?${new URLSearchParams({ next: path })}`

/**
 * The target after signing in: a path of this console, or the root. Parsed like browsers do: they drop tabs and line
 * breaks and resolve dots, so `/\t/host` and `/.//host` are other sites.
 *
 * @param next the value in the address. Untrusted, because anybody can make such a link
 */
export const pathAfterSignIn = (next: string | null, origin: string): string => {
  if (next === null || !next.startsWith('/') || next.length > lengthMax || !URL.canParse(next, origin))
    return paths.root
  const url = new URL(next, origin)
  const isElsewhere = url.origin !== origin || url.pathname.startsWith('//')
  // A sign-in code in the link would replace the new session.
  const isSignIn = matchPath(paths.signIn, decoded(url.pathname)) !== null
  return isElsewhere || isSignIn ? paths.root : url.pathname + url.search + url.hash
}

// The router matches decoded paths.
const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
