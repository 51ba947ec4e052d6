import { endpointOf } from '#mocks/faults.ts'
import { type Case, cases, faults, type FaultName, type Scene } from './fault-cases.ts'
import { expect, test } from './fixtures.ts'

const names = Object.keys(faults) as FaultName[]

for (const [endpoint, asked] of Object.entries(cases) as [keyof typeof cases, Case | string][]) {
  if (typeof asked === 'string') continue
  const wrong = names.filter((name) => asked.except?.[name] === undefined)

  test(`${endpoint}: ${wrong.join(', ')} are shown, lose nothing, and can be retried`, async ({
    page,
    api,
    token,
    faults: set,
  }) => {
    test.setTimeout(120_000)
    const account = await api.createAccount()
    const { apiKey: key } = await api.createKey(account.id)
    const scene: Scene = { page, api, account, key, token }
    // Reaches the timeout without waiting.
    await page.clock.install()
    const ask = asked.again ?? ((on) => on.getByRole('button', { name: 'Retry' }).click())
    if (asked.again !== undefined) await asked.open(scene)

    for (const [index, name] of wrong.entries()) {
      await set.set([{ endpoint, effect: faults[name].effect }])
      const sent = page.waitForRequest(
        (request) => endpointOf(request.method(), new URL(request.url()).pathname) === endpoint,
      )
      if (index === 0 && asked.again === undefined) await asked.open(scene)
      else await ask(page)
      await sent

      if (name === '401' && endpoint !== 'createSession' && endpoint !== 'deleteSession') {
        await page
          .getByRole('dialog', { name: 'Your session has ended' })
          .getByRole('button', { name: 'Not now' })
          .click()
      }
      if (asked.silent) {
        await asked.healthy(scene)
        continue
      }
      const said = (asked.within?.(page) ?? page.locator('body')).getByText(asked.says?.[name] ?? faults[name].says)
      // Some requests are retried before the error shows. Advance less than a timeout at once, or slow responses would
      // time out too.
      let passing = name === 'timeout' ? 31_000 : 0
      await expect(async () => {
        if (passing > 0) await page.clock.fastForward(passing)
        passing ||= 2000
        await expect(said.first()).toBeVisible({ timeout: 500 })
      }).toPass({ timeout: 20_000 })
    }

    await set.set([])
    await ask(page)
    await asked.healthy(scene)
  })
}
