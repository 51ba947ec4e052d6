import { readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import { languages, type LanguageTag, languageTags } from '#console/i18n/i18n.ts'
import { palettes } from '#console/app/theme.ts'

const html = readFileSync('index.html', 'utf8')
const css = readFileSync('src/console/app/first-paint.css', 'utf8')
const script = readFileSync('public/first-paint.js', 'utf8')

const wordsIn = (tag: LanguageTag) =>
  [...html.matchAll(new RegExp(`<span lang="${tag}">([^<]+)</span>`, 'g'))].map(([, words]) => words)

describe('what index.html shows before the console runs', () => {
  it.each(languageTags)('has the words of the console in %s', async (tag) => {
    const m = await languages[tag].load()
    expect(wordsIn(tag)).toEqual([m.app.section, m.serviceAccounts.title, m.serviceAccounts.title])
    expect(css).toContain(`:root[lang='${tag}'] #first-paint [lang='${tag}']`)
  })

  it('knows the languages of the console', () => {
    expect(script).toContain(`[${languageTags.map((tag) => `'${tag}'`).join(', ')}]`)
  })

  it.each(['light', 'dark'] as const)('has the colours of the %s scheme', (scheme) => {
    const { background, text, divider, primary, action } = palettes[scheme]
    expect(css).toMatch(new RegExp(`color-scheme: ${scheme};\\s+background: ${background.default};`))
    expect(script).toContain(`'${background.default}'`)
    for (const [name, colour] of [
      ['text', text.primary],
      ['muted', text.secondary],
      ['line', divider],
      ['accent', primary.main],
      ['on-accent', primary.contrastText],
      ['selected', action.selected],
      ['paper', background.paper],
    ]) {
      expect(css).toContain(`--first-${name}: ${colour};`)
    }
  })
})
