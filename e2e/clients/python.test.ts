import { describe, expect, inject, it } from 'vitest'

import { corePath } from './testing/core-path.ts'
import { examples } from './testing/document.ts'
import { run } from './testing/run.ts'
import { createAccount, newName, printedKey, variables } from './testing/service.ts'

const service = inject('service')
const tool = inject('tools').python

describe.skipIf('missing' in tool)('the Python SDK', () => {
  const python = 'path' in tool ? tool.path : ''

  it('creates a key with the example of the documentation', async () => {
    const id = await createAccount(service)
    const [example = ''] = examples('Python', 'python')
    const env = { ...variables(service), SERVICEACCOUNT_ID: id }
    const { stdout } = await run(python, ['-c', example], { env })
    expect(await printedKey(service, id, stdout)).toMatchObject({ scopes: ['yc.postbox.send'] })
  })

  it('manages keys, waits for operations and reads the details of errors', async () => {
    const name = newName()
    const env = { ...variables(service), ACCOUNT_NAME: name }
    const { stdout } = await run(python, ['e2e/clients/python/core_path.py'], { env })
    expect(JSON.parse(stdout)).toEqual(corePath(name))
  })
})
