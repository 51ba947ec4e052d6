import { ensureChromium } from './chromium.ts'
import { announce, startRealService } from './real-service.ts'

/** Runs once before all tests. `--project=mock` needs neither the service nor a build. */
export default async (): Promise<(() => Promise<void>) | undefined> => {
  ensureChromium()
  if (process.argv.includes('--project=mock')) return undefined
  const service = await startRealService('test-results/service.log')
  announce(service)
  return service.stop
}
