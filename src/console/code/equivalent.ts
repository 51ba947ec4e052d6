import { curl } from './tools/curl.ts'
import { nodeSdk } from './tools/node-sdk.ts'
import { changesNothing, type CodeRequest, type Equivalent } from './request.ts'
import { terraform, type TerraformOptions } from './tools/terraform.ts'
import { yc } from './tools/yc.ts'

/** The tools with their names, in tab order. */
export const tools = { yc: 'yc', terraform: 'Terraform', curl: 'cURL', nodeSdk: 'Node SDK' } as const
export type Tool = keyof typeof tools

interface Options extends TerraformOptions {
  readonly origin: string
}

/** The code of a request for one tool. */
export const equivalent = (request: CodeRequest, tool: Tool, { origin, lockbox }: Options): Equivalent => {
  if (changesNothing(request)) return { notes: ['nothingChanged'] }
  switch (tool) {
    case 'yc':
      return oneAfterOther(request, yc)
    case 'terraform':
      return terraform(request, { lockbox })
    case 'curl':
      return oneAfterOther(request, (one) => curl(one, origin))
    case 'nodeSdk':
      return nodeSdk(request)
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
