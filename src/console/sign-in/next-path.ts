import { matchPath } from 'react-router-dom'

import { paths } from '#console/app/paths.ts'

// Encoded once more it must fit into the 16 kB that servers take for an address with its headers.
const lengthMax = 4000

/** The query of the sign-in page that leads back to this path; '' where it leads to the root anyway. */
export const signInSearch = (path: string): string =>
  path === paths.root || path.length > lengthMax ? '' : `?${new URLSearchParams({ next: path })}`

/**
 * Where signing in leads: a path of this console, or the root. Parsed as browsers parse it: they drop tabs and line
 * breaks, and resolve dots, so that `/\t/host` and `/.//host` are other sites.
 *
 * @param next the value in the address: untrusted, anybody can make such a link
 */
export const pathAfterSignIn = (next: string | null, origin: string): string => {
  if (next === null || !next.startsWith('/') || next.length > lengthMax || !URL.canParse(next, origin))
    return paths.root
  const url = new URL(next, origin)
  const isElsewhere = url.origin !== origin || url.pathname.startsWith('//')
  // A link may bring a sign-in code along: it would exchange the new session for another.
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
