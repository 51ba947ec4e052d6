import { expect, test } from 'vitest'

import { pathAfterSignIn, signInSearch } from './next-path.ts'

const origin = 'https://keyrack.example'
const after = (next: string | null) => pathAfterSignIn(next, origin)

test.each([
  ['/folders/f/service-accounts?q=robot&sort=-id', '/folders/f/service-accounts?q=robot&sort=-id'],
  ['/folders/f/service-accounts?q=a%20b#x', '/folders/f/service-accounts?q=a%20b#x'],
  ['/folders/каталог', '/folders/%D0%BA%D0%B0%D1%82%D0%B0%D0%BB%D0%BE%D0%B3'],
  ['/folders/%E0%A4%A/service-accounts', '/folders/%E0%A4%A/service-accounts'],
  ['/fold\ners/f', '/folders/f'],
  ['/x/../folders/f', '/folders/f'],
  ['/?next=//example.com', '/?next=//example.com'],
])('signing in leads to a path of this console: %j', (next, path) => {
  expect(after(next)).toBe(path)
})

test.each([
  null,
  '',
  'folders/f',
  '//example.com',
  '///example.com',
  '/\\example.com',
  '\\\\example.com',
  '/\t/example.com',
  '/\n/example.com',
  '/\r\\example.com',
  '\t//example.com',
  '/.//example.com',
  '/%2e//example.com',
  '/x/..//example.com',
  '//[',
  'https://example.com/',
  'https://keyrack.example/folders/f',
  'javascript:alert(1)',
  'data:text/html,x',
  `/${'a'.repeat(4000)}`,
])('signing in leads to the root instead of another site, or what is no path: %j', (next) => {
  expect(after(next)).toBe('/')
})

test.each(['/sign-in', '/sign-in/', '/Sign-In?next=/x', '/%73ign-in', '/sign-in#code=1.other', '/x/../sign-in'])(
  'signing in does not lead to another sign-in: %j',
  (next) => {
    expect(after(next)).toBe('/')
  },
)

test('the sign-in page remembers a path, and leads to the root by default', () => {
  expect(signInSearch('/')).toBe('')
  expect(signInSearch('/folders/f?q=a&b')).toBe('?next=%2Ffolders%2Ff%3Fq%3Da%26b')
  expect(signInSearch(`/folders/f?q=${'a'.repeat(4000)}`)).toBe('')
})
