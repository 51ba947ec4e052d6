import { curl } from './curl.ts'
import { nodeSdk } from './node-sdk.ts'
import { changesNothing, type CodeRequest, type Equivalent } from './request.ts'
import { terraform, type TerraformOptions } from './terraform.ts'
import { yc } from './yc.ts'

/** The tools, in the order of their tabs, by their own names. */
export const tools = { yc: 'yc', terraform: 'Terraform', curl: 'cURL', nodeSdk: 'Node SDK' } as const
export type Tool = keyof typeof tools

interface Options extends TerraformOptions {
  readonly origin: string
}

/** What a tool would be told to do the same. */
export const equivalent = (request: CodeRequest, tool: Tool, { origin, lockbox }: Options): Equivalent => {
  if (changesNothing(request)) return { notes: ['nothingChanged'] }
  switch (tool) {
    case 'yc':
      return yc(request)
    case 'terraform':
      return terraform(request, { lockbox })
    case 'curl':
      return curl(request, origin)
    case 'nodeSdk':
      return nodeSdk(request)
  }
}
