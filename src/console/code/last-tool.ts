import { type Tool, tools } from './equivalent.ts'

const key = 'keyrack.tool'
const isTool = (name: string): name is Tool => Object.hasOwn(tools, name)

/** The tool whose code was looked at last in this browser. */
export const lastTool = (): Tool => {
  try {
    const name = localStorage.getItem(key) ?? ''
    return isTool(name) ? name : 'yc'
  } catch {
    // Storage may be forbidden; then the first tab is open.
    return 'yc'
  }
}

export const rememberTool = (tool: Tool): void => {
  try {
    localStorage.setItem(key, tool)
  } catch {
    // See above.
  }
}
