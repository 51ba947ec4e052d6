// Node 20 does not run TypeScript; Vite, which builds everything else anyway, does.
import { resolve } from 'node:path'

import { runnerImport } from 'vite'

const [file = '', ...args] = process.argv.slice(2)
const { module } = await runnerImport(resolve(file), { configFile: false })
process.exitCode = await module.main(args)
