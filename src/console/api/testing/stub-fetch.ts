import { afterEach, beforeEach, vi } from 'vitest'

/** Replaces `fetch` in every test of the file, which says what it answers. */
export const stubFetch = () => {
  const fetch = vi.fn<typeof globalThis.fetch>()
  beforeEach(() => vi.stubGlobal('fetch', fetch))
  afterEach(() => {
    fetch.mockReset()
    vi.unstubAllGlobals()
  })
  return fetch
}
