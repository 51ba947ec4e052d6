import { readFileSync } from 'node:fs'

const page = readFileSync('docs/your-own-tools.md', 'utf8')

/** The code blocks of a language below a heading of docs/your-own-tools.md. */
export const examples = (heading: string, language: string): string[] => {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? ''
  const found = [...section.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))]
  return found.map(([, code = '']) => code)
}
