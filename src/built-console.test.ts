import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

describe('the built console', () => {
  let folder: string
  let built: Map<string, string>
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'keyrack-console-'))
    const { NODE_ENV: _, VITEST: __, ...env } = process.env
    const command = ['node_modules/vite/bin/vite.js', 'build', '--outDir', folder, '--logLevel', 'error']
    execFileSync(process.execPath, command, { env, stdio: 'inherit' })
    const read = (name: string) => (/\.(js|css|html)$/.test(name) ? readFileSync(join(folder, name), 'utf8') : '')
    built = new Map(readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => [name, read(name)]))
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true }))

  // Each marker is looked for in a source first: one that is no longer there would prove nothing.
  it.each([
    ['the mock service worker', 'mockServiceWorker', 'node_modules/msw/lib/browser/index.mjs'],
    ['MSW', '[MSW]', 'node_modules/msw/lib/browser/index.mjs'],
    ['demo data', 'b1gdemocloud', 'src/server/installation/demo-data.ts'],
    ['the hashing of secrets', 'SHA-256', 'src/server/secrets/hash.ts'],
    ['the making of secrets', 'btoa(String.fromCharCode(', 'src/server/secrets/hash.ts'],
    ['the faults of the mock', 'keyrack.mock', 'src/mocks/settings.ts'],
  ])('holds nothing of %s', (_, marker, source) => {
    expect(readFileSync(source, 'utf8')).toContain(marker)
    const found = [...built].filter(([name, text]) => name.includes(marker) || text.includes(marker))
    expect(found.map(([name]) => name)).toEqual([])
  })

  it('has no script or style in its page, which the CSP would reject', () => {
    const page = built.get('index.html') ?? ''
    expect(page).toMatch(/<script [^>]*src="\/assets\//)
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/)
  })

  it('loads little ahead of its first paint', () => {
    const tags = [...(built.get('index.html') ?? '').matchAll(/<(?:link|script) [^>]*>/g)].map(([tag]) => tag)
    const fileOf = (tag: string) => / (?:href|src)="\/([^"]+\.(?:js|css))"/.exec(tag)?.[1]
    const blocking = tags.filter((tag) => !/ type="module"| rel="modulepreload"| media="print"/.test(tag))
    expect(blocking.map(fileOf).filter(Boolean)).toEqual([
      'first-paint.js',
      expect.stringMatching(/^assets\/index-.+\.css$/),
    ])
    // Code of a higher priority competes with the styles for the connection.
    const early = tags.filter((tag) => !tag.includes(' fetchpriority="low"')).map(fileOf)
    const sizes = [...new Set(early)].map((name = '') => built.get(name)?.length ?? 0)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(20_000)
    expect(built.get('first-paint.js')).toContain("link.fetchPriority = 'low'")
  })

  it('is compressed beforehand', () => {
    const scripts = [...built.keys()].filter((name) => /^assets\/.*\.js$/.test(name))
    expect(scripts.filter((name) => !built.has(`${name}.br`) || !built.has(`${name}.gz`))).toEqual([])
  })
})
