import { createTokenCommand, endpointOf } from '#console/served.ts'
import { curl, type CurlTarget } from './tools/curl.ts'
import { nodeSdk } from './tools/node-sdk.ts'
import { changesNothing, type CodeRequest, type Equivalent, type Note } from './request.ts'
import { terraform, type TerraformOptions } from './tools/terraform.ts'
import { yc } from './tools/yc.ts'

/** The tools with their names, in tab order. */
export const tools = { yc: 'yc', terraform: 'Terraform', curl: 'cURL', nodeSdk: 'Node SDK' } as const
export type Tool = keyof typeof tools

interface Options extends TerraformOptions {
  /** Of this server, with its base path. */
  readonly origin: string
  /** The cloud behind this server: see served.ts. '' by default. */
  readonly upstream?: string
}

/** The code of a request for one tool. */
export const equivalent = (request: CodeRequest, tool: Tool, options: Options): Equivalent => {
  if (changesNothing(request)) return { notes: ['nothingChanged'] }
  const { code, notes } = ofTool(request, tool, options)
  return code === undefined ? { notes } : { code, notes: [...notes, ...setUpOf(tool, options)] }
}

/** Notes on how a tool reaches the service. */
const setUpOf = (tool: Tool, { origin, upstream = '' }: Options): readonly Note[] => {
  if (upstream !== '') return tool === 'nodeSdk' ? ['cloudToken'] : []
  if (tool === 'curl') return setUp.curl
  return [...setUp[tool], ...(origin.startsWith('https:') ? [] : (['needsHttps'] as const)), 'ownTools']
}

const setUp: Readonly<Record<Tool, readonly Note[]>> = {
  yc: ['ycSetUp'],
  terraform: ['terraformSetUp'],
  curl: ['token'],
  nodeSdk: ['token', 'privateAuthority'],
}

const ofTool = (request: CodeRequest, tool: Tool, { origin, upstream = '', lockbox }: Options): Equivalent => {
  const isYandexCloud = upstream === 'yandex-cloud'
  // gRPC is at the root of the origin even under a base path.
  const address = isYandexCloud ? undefined : endpointOf(upstream || origin)
  const host = hostOf(request)
  switch (tool) {
    case 'yc':
      return after(address && `# yc config set endpoint ${address}`, oneAfterOther(request, yc))
    case 'terraform':
      return after(
        address && `# provider "yandex" { endpoint = "${address}" }`,
        terraform(request, { lockbox, ignoreScope: upstream === '' }),
      )
    case 'curl': {
      const target = curlTarget(host, origin, upstream)
      return after(
        target.base.includes('$') ? `# ${lookUp(upstream, host)}` : undefined,
        oneAfterOther(request, (one) => curl(one, target)),
      )
    }
    case 'nodeSdk':
      if (isYandexCloud) return nodeSdk(request)
      if (upstream === '') return nodeSdk(request, { service: `'${address}'`, operation: `'${address}'` })
      return after(
        `// ${lookUp(upstream, host, operationHost)}`,
        nodeSdk(request, {
          service: `process.env.${host.variable}`,
          operation: `process.env.${operationHost.variable}`,
        }),
      )
  }
}

const after = (line: string | undefined, { code, notes }: Equivalent): Equivalent =>
  code === undefined ? { notes } : { code: line === undefined ? code : `${line}\n${code}`, notes }

/** A host of the cloud, with the variable for its address (API reference 2.1). */
interface Host {
  readonly name: string
  readonly variable: string
}

const operationHost: Host = { name: 'operation', variable: 'OPERATION_ADDRESS' }
const hostOf = ({ id }: CodeRequest): Host =>
  id === 'createFolder'
    ? { name: 'resource-manager', variable: 'RESOURCE_MANAGER_ADDRESS' }
    : { name: 'iam', variable: 'IAM_ADDRESS' }

/** Where another cloud than Yandex Cloud has the addresses of its hosts (API reference 2.1, 7). */
const lookUp = (upstream: string, ...hosts: readonly Host[]): string => {
  const variables = hosts.map(({ variable }) => variable).join(', ')
  const names = hosts.map(({ name }) => `"${name}"`).join(' and ')
  const addresses = hosts.length === 1 ? 'the address of' : 'the addresses of'
  return `${variables}: ${addresses} ${names} in ${new URL(upstream).origin}/endpoints`
}

const curlTarget = ({ name, variable }: Host, origin: string, upstream: string): CurlTarget => {
  if (upstream === '') return { base: origin, token: '$IAM_TOKEN' }
  const base = upstream === 'yandex-cloud' ? `https://${name}.api.cloud.yandex.net` : `https://$${variable}`
  return { base, token: `$(${createTokenCommand(upstream)})` }
}

/** Shell commands. A reactivation that changes the expiry takes two. */
const oneAfterOther = (request: CodeRequest, tool: (request: CodeRequest) => Equivalent): Equivalent => {
  const main = tool(request)
  if (request.id !== 'reactivateServiceAccount' || request.expiresAt === undefined) return main
  const { account, expiresAt } = request
  const before = tool({ id: 'updateServiceAccount', account, body: { updateMask: 'expiresAt', expiresAt } })
  return { ...main, code: `${before.code} && \\\n${main.code}` }
}
