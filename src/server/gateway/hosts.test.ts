import { describe, expect, it } from 'vitest'

import { json, openGateway } from '../testing/open-gateway.ts'

const root = 'https://api.cloud.example:8443'
const found = [
  { id: 'compute', address: 'compute.cloud.example:443' },
  { id: 'iam', address: 'iam.cloud.example:443' },
  { id: 'operation', address: 'operation.cloud.example:8443' },
  { id: 'resourcemanager', address: '10.0.0.1:443' },
]
const paths = ['/iam/v1/roles', '/operations/x', '/resource-manager/v1/clouds']

/** A gateway whose cloud lists these endpoints, and answers everything else with `{}`. */
const openDiscovery = (list: unknown, upstream = root, status = 200) => {
  const cloud = ({ url }: Request) => (new URL(url).pathname === '/endpoints' ? json(list, status) : json({}))
  return openGateway({ upstream, cloud })
}

describe('discovery', () => {
  it('reads the hosts once, with the first request', async () => {
    const { send, sent } = await openDiscovery({ endpoints: found })
    for (const path of paths) expect((await send(path)).status).toBe(200)
    expect(sent.map(({ url }) => url)).toEqual([
      `${root}/endpoints?pageSize=1000`,
      'https://iam.cloud.example/iam/v1/roles',
      'https://operation.cloud.example:8443/operations/x',
      'https://10.0.0.1/resource-manager/v1/clouds',
    ])
  })

  it('sends no token', async () => {
    const { send, sent } = await openDiscovery({ endpoints: found })
    await send('/iam/v1/roles')
    expect(Object.keys(sent[0]?.headers ?? {}).toSorted()).toEqual(['accept', 'x-request-id'])
  })

  it('serves requests that arrive together with one list', async () => {
    const { send, sent } = await openDiscovery({ endpoints: found })
    await Promise.all(paths.map((path) => send(path)))
    expect(sent.filter(({ url }) => url.includes('/endpoints'))).toHaveLength(1)
  })

  it('is repeated after a failure', async () => {
    const { send, setCloud } = await openDiscovery({ code: 14, message: 'No' }, root, 503)
    expect(await send('/iam/v1/roles')).toMatchObject({
      status: 502,
      body: { code: 14, message: 'api.cloud.example:8443/endpoints answered with HTTP 503' },
    })
    setCloud(({ url }) => (url.includes('/endpoints') ? json({ endpoints: found }) : json({})))
    expect((await send('/iam/v1/roles')).status).toBe(200)
  })

  const addresses = [
    'iam.cloud.example',
    'https://iam.cloud.example:443',
    'iam.cloud.example:443/path',
    'iam.cloud.example:443?a=b',
    'me@iam.cloud.example:443',
    'iam.cloud.example:99999',
    '../x:1',
    ':443',
    '',
  ]
  const lists: [string, unknown][] = [
    ['no list', {}],
    ['a list of something else', { endpoints: ['iam'] }],
    ['no IAM', { endpoints: found.slice(2) }],
    ...addresses.map((address): [string, unknown] => [
      `the address "${address}"`,
      { endpoints: [...found.slice(2), { id: 'iam', address }] },
    ]),
  ]

  it.each(lists)('refuses %s', async (_, list) => {
    const { send, sent } = await openDiscovery(list)
    expect((await send('/iam/v1/roles')).status).toBe(502)
    expect(sent.map(({ url }) => new URL(url).host)).toEqual(['api.cloud.example:8443'])
  })

  it('sends no token in plain text to another machine', async () => {
    const { send, sent } = await openDiscovery({ endpoints: found }, 'http://localhost:9000')
    expect((await send('/iam/v1/roles')).status).toBe(502)
    expect(sent.map(({ url }) => new URL(url).host)).toEqual(['localhost:9000'])
  })
})
