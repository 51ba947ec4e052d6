import { expect, it } from 'vitest'

import { freePort } from './free-port.testing.ts'
import { startNginx } from './nginx.testing.ts'

it('is said not to have started when its program cannot be run', async () => {
  await expect(startNginx('/nonexistent/nginx', '', await freePort())).rejects.toThrow(
    'nginx did not start: spawn /nonexistent/nginx ENOENT',
  )
})
