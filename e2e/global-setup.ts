import { ensureChromium } from './chromium.ts'
import { announce, startGateway, startRealService } from './real-service.ts'

/** Runs once before all tests. `--project=mock` needs neither the service nor a build. */
export default async (): Promise<(() => Promise<void>) | undefined> => {
  ensureChromium()
  if (process.argv.includes('--project=mock')) return undefined
  const service = await startRealService('test-results/service.log')
  const gateway = await startGateway(service.withoutProxy, 'test-results/gateway.log')
  announce({ ...service, gateway: gateway.origin })
  return async () => {
    await gateway.stop()
    await service.stop()
  }
}
