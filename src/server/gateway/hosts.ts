import * as z from 'zod/mini'

import type { ApiHost } from '#contract/endpoint.ts'
import { StatusError } from '../messages/status-error.ts'
import { parseJson, type Upstream, type UpstreamRequest } from './upstream.ts'

export type CloudHost = Exclude<ApiHost, 'endpoint' | 'keyrack'>

/** The origin that serves each API of the cloud, such as `https://iam.api.cloud.yandex.net`. */
export type Hosts = (host: CloudHost, request: Asking) => Promise<string>

type Asking = Pick<UpstreamRequest, 'requestId' | 'deadline'>

/** The only cloud whose hosts are known without discovery (API reference 2.1). */
const yandexCloud = 'yandex-cloud'
const yandexHosts: Readonly<Record<CloudHost, string>> = {
  iam: 'https://iam.api.cloud.yandex.net',
  operation: 'https://operation.api.cloud.yandex.net',
  'resource-manager': 'https://resource-manager.api.cloud.yandex.net',
}

const localHosts = new Set(['localhost', '127.0.0.1', '[::1]'])

/** The origin of a root. Undefined if it has a path or credentials, or if a token would cross a network in plain text. */
const originOf = (root: string): string | undefined => {
  if (!URL.canParse(root)) return undefined
  const { origin, href, protocol, hostname } = new URL(root)
  const isSafe = protocol === 'https:' || (protocol === 'http:' && localHosts.has(hostname))
  return isSafe && href === `${origin}/` ? origin : undefined
}

/** True for a value that {@link openHosts} takes. */
export const isUpstream = (upstream: string): boolean => upstream === yandexCloud || originOf(upstream) !== undefined

/** @param upstream `yandex-cloud`, or the root of a cloud that lists its hosts at `/endpoints` */
export const openHosts = (upstream: string, ask: Upstream): Hosts => {
  if (upstream === yandexCloud) return async (host) => yandexHosts[host]
  const root = originOf(upstream)
  if (root === undefined) throw new Error('The upstream is neither a known cloud nor the root of one')
  // Asked once per process. Host names rarely change, and each further request would be another chance for an attacker
  // to redirect the tokens.
  let discovery: Promise<Readonly<Record<CloudHost, string>>> | undefined
  return async (host, request) => {
    discovery ??= discover(root, ask, request)
    try {
      return (await discovery)[host]
    } catch (error) {
      discovery = undefined
      throw error
    }
  }
}

const endpointList = z.object({ endpoints: z.array(z.object({ id: z.string(), address: z.string() })) })

/** The discovery ids of each API, an old one last. */
const discoveryIds: Readonly<Record<CloudHost, readonly string[]>> = {
  iam: ['iam'],
  operation: ['operation'],
  'resource-manager': ['resource-manager', 'resourcemanager'],
}

const discover = async (root: string, ask: Upstream, { requestId, deadline }: Asking) => {
  const { protocol, host: rootHost } = new URL(root)
  const wrong = (problem: string) => new StatusError('UNAVAILABLE', `${rootHost}/endpoints ${problem}`, [], 502)
  const { status, body } = await ask({
    id: 'listEndpoints',
    method: 'GET',
    url: new URL('/endpoints?pageSize=1000', root),
    headers: { accept: 'application/json', 'x-request-id': requestId },
    requestId,
    deadline,
  })
  if (status !== 200) throw wrong(`answered with HTTP ${status}`)
  const { data } = endpointList.safeParse(parseJson(body))
  if (data === undefined) throw wrong('is not a list of endpoints')
  const originFor = (host: CloudHost): string => {
    const found = data.endpoints.find(({ id }) => discoveryIds[host].includes(id))
    if (found === undefined) throw wrong(`does not list ${host}`)
    // Nothing but host and port: anything else could lead to another path or user.
    const origin = /^[\w.:[\]-]+:\d{1,5}$/.test(found.address) ? originOf(`${protocol}//${found.address}`) : undefined
    if (origin === undefined) throw wrong(`has an invalid address for ${host}`)
    return origin
  }
  return { iam: originFor('iam'), operation: originFor('operation'), 'resource-manager': originFor('resource-manager') }
}
