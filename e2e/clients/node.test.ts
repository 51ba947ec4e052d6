import { mkdirSync, rmSync, writeFileSync } from 'node:fs'

import { describe, expect, inject, it, onTestFinished } from 'vitest'

import { examples } from './testing/document.ts'
import { run } from './testing/run.ts'
import { createAccount, printedKey, variables } from './testing/service.ts'

const service = inject('service')

describe('the Node SDK', () => {
  it('creates a key with the example of the documentation', async () => {
    const id = await createAccount(service)
    // Inside the project, where it finds the SDK.
    const folder = 'node_modules/.cache/keyrack'
    const file = `${folder}/example-${process.pid}.mjs`
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, examples('Node', 'js')[0] ?? '')
    onTestFinished(() => rmSync(file))
    const env = { ...variables(service), SERVICEACCOUNT_ID: id }
    const { stdout } = await run(process.execPath, [file], { env })
    expect(await printedKey(service, id, stdout)).toMatchObject({ scopes: ['yc.postbox.send'] })
  })
})
