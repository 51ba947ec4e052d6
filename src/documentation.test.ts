import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { expect, it } from 'vitest'

const pages = ['README.md', 'CHANGELOG.md', '.github/CONTRIBUTING.md', '.github/SECURITY.md', 'bench/README.md'].concat(
  readdirSync('docs').map((name) => `docs/${name}`),
)
const readme = readFileSync('README.md', 'utf8')
const localLink = /\]\((?!https?:)(?<file>[^)#]*)(?:#(?<heading>[^)]+))?\)/g

/** The anchors that GitHub gives to headings. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

const linksOf = (text: string) =>
  [...text.matchAll(localLink)].map(({ groups }) => ({ file: groups?.['file'] ?? '', heading: groups?.['heading'] }))

it.each(pages)('%s links to files and headings that exist and has no hidden comment', (page) => {
  const text = readFileSync(page, 'utf8')
  const broken = linksOf(text).filter(({ file, heading }) => {
    const target = file === '' ? page : join(dirname(page), file)
    if (!existsSync(target)) return true
    return heading !== undefined && !anchorsOf(readFileSync(target, 'utf8')).includes(heading)
  })
  expect(broken).toEqual([])
  expect(text).not.toContain('<!--')
})

it('README.md is short and links to every other page', () => {
  expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(150)
  const linked = new Set(linksOf(readme).map(({ file }) => file))
  const others = pages.filter((page) => page !== 'README.md' && page !== 'bench/README.md')
  expect(others.filter((page) => !linked.has(page))).toEqual([])
})

it('README.md describes every setting', () => {
  const source = readFileSync('src/server/node/settings.ts', 'utf8')
  const settings = [...source.matchAll(/^ {2}([A-Z_]+): \{/gm)]
  expect(settings.length).toBeGreaterThan(5)
  const described = (name: string) => new RegExp(`^\\|[^|]*\`${name}\``, 'm').test(readme)
  expect(settings.map(([, name = '']) => name).filter((name) => !described(name))).toEqual([])
})

it('CHANGELOG.md has a section for the current version', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string }
  expect(readFileSync('CHANGELOG.md', 'utf8')).toMatch(new RegExp(`^## ${version} \\(\\d{4}-\\d\\d-\\d\\d\\)$`, 'm'))
})
