import { expect, it } from 'vitest'

import { freePort } from './testing/free-port.ts'
import { startNginx } from './testing/nginx.ts'

it('reports that it did not start if its program cannot be run', async () => {
  await expect(startNginx('/nonexistent/nginx', '', await freePort())).rejects.toThrow(
    'nginx did not start: spawn /nonexistent/nginx ENOENT',
  )
})
