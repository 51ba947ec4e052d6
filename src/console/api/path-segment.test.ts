import { expect, test } from 'vitest'

import { pathSegment } from './path-segment.ts'

const pathOf = (text: string) => new URL(`/iam/v1/apiKeys/${pathSegment(text)}/operations`, 'https://x').pathname

test.each(['aje1', 'a b', 'ключ', '%2E%2E', '...', 'a/b', '?', '#', '//host', '\\', '\t'])(
  'a segment holds its text and nothing else of the path: %j',
  (text) => {
    const segments = pathOf(text).split('/')
    expect(segments).toHaveLength(6)
    expect(decodeURIComponent(segments[4] ?? '')).toBe(text)
  },
)

test.each(['.', '..', '\ud800', ''])('a segment never changes the path and never throws: %j', (text) => {
  expect(pathOf(text)).toMatch(/^\/iam\/v1\/apiKeys\/[^/]*\/operations$/)
})
