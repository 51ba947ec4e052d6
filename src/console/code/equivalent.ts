import { createTokenCommand, endpointOf } from '#console/served.ts'
import { curl, type CurlTarget } from './tools/curl.ts'
import { nodeSdk } from './tools/node-sdk.ts'
import { changesNothing, type CodeRequest, type Equivalent } from './request.ts'
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
  const { upstream = '' } = options
  if (upstream === '') return { ...(code !== undefined && { code }), notes }
  // The tools speak to the cloud that this console shows.
  const ofCloud = notes.filter((note) => note !== 'cloud' && note !== 'ownToken')
  if (code === undefined) return { notes: ofCloud }
  return {
    code: upstream === 'yandex-cloud' ? code : ofOtherCloud(code, { tool, upstream, host: hostOf(request) }),
    notes: ofCloud,
  }
}

const ofTool = (request: CodeRequest, tool: Tool, { origin, upstream = '', lockbox }: Options): Equivalent => {
  switch (tool) {
    case 'yc':
      return oneAfterOther(request, yc)
    case 'terraform':
      return terraform(request, { lockbox })
    case 'curl':
      return oneAfterOther(request, (one) => curl(one, curlTarget(hostOf(request), origin, upstream)))
    case 'nodeSdk':
      return nodeSdk(request)
  }
}

/** The cloud's host of a request, with the variable for its address (API reference 2.1). */
const hostOf = ({ id }: CodeRequest): Host =>
  id === 'createFolder'
    ? { name: 'resource-manager', variable: 'RESOURCE_MANAGER_ADDRESS' }
    : { name: 'iam', variable: 'IAM_ADDRESS' }

interface Host {
  readonly name: string
  readonly variable: string
}

const curlTarget = ({ name, variable }: Host, origin: string, upstream: string): CurlTarget => {
  if (upstream === '') return { base: origin, token: '$IAM_TOKEN' }
  const base = upstream === 'yandex-cloud' ? `https://${name}.api.cloud.yandex.net` : `https://$${variable}`
  return { base, token: `$(${createTokenCommand(upstream)})` }
}

/** Tells each tool where another cloud than Yandex Cloud is (API reference 2.1, 7). */
const ofOtherCloud = (
  code: string,
  { tool, upstream, host: { name, variable } }: { readonly tool: Tool; readonly upstream: string; readonly host: Host },
): string => {
  const address = endpointOf(upstream)
  const endpoints = `${new URL(upstream).origin}/endpoints`
  switch (tool) {
    case 'yc':
      return `# yc config set endpoint ${address}\n${code}`
    case 'terraform':
      return `# provider "yandex" { endpoint = "${address}" }\n${code}`
    case 'curl':
      return `# ${variable}: the address of "${name}" in ${endpoints}\n${code}`
    case 'nodeSdk':
      return [
        `// ${variable}, OPERATION_ADDRESS: the addresses of "${name}" and "operation" in ${endpoints}`,
        code
          .replace(/(session\.client\([\w.]+)\)/, `$1, process.env.${variable})`)
          .replace('(operation, session)', '(operation, session, 600_000, process.env.OPERATION_ADDRESS)'),
      ].join('\n')
  }
}

/** Shell commands. A reactivation that changes the expiry takes two. */
const oneAfterOther = (request: CodeRequest, tool: (request: CodeRequest) => Equivalent): Equivalent => {
  const after = tool(request)
  if (request.id !== 'reactivateServiceAccount' || request.expiresAt === undefined) return after
  const { account, expiresAt } = request
  const before = tool({ id: 'updateServiceAccount', account, body: { updateMask: 'expiresAt', expiresAt } })
  return { ...after, code: `${before.code} && \\\n${after.code}` }
}
