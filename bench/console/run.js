// Node 20 does not run TypeScript; Vite, which builds the console anyway, does.
import { runnerImport } from 'vite'

const { module } = await runnerImport(new URL('main.ts', import.meta.url).pathname, { configFile: false })
process.exitCode = await module.main()
