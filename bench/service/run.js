// Node 20 does not run TypeScript; Vite, which builds the service anyway, does.
import { runnerImport } from 'vite'

const { module } = await runnerImport(new URL('main.ts', import.meta.url).pathname, { configFile: false })
await module.main(process.argv.slice(2))
