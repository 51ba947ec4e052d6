import { equal, ok } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'

import { call } from './caller.ts'
import { keysPath, listAll } from './workload.ts'

/** The description of all its keys. */
export const crowdDescription = 'without an Idempotency-Key'

const size = 16

interface Created {
  readonly apiKey: { readonly id: string }
  readonly secret: string
}

/**
 * Concurrent clients that create keys in one account without an Idempotency-Key: such keys are written together, and
 * a lost response cannot be requested again.
 */
export class Crowd {
  readonly #serviceAccountId: string
  readonly #created: Created[] = []
  #unanswered = 0

  private constructor(serviceAccountId: string) {
    this.#serviceAccountId = serviceAccountId
  }

  /** Creates its own account. */
  static async in(origin: string, folderId: string): Promise<Crowd> {
    const body = { folderId, name: `crowd-${randomUUID()}`, description: crowdDescription }
    const answer = await call(`${origin}/iam/v1/serviceAccounts`, {
      method: 'POST',
      body,
      idempotencyKey: randomUUID(),
    })
    return new Crowd((answer.body['metadata'] as { serviceAccountId: string }).serviceAccountId)
  }

  /** Each client creates one key after another, until `isOver` or until a response is missing. */
  async create(origin: string, isOver: () => boolean): Promise<void> {
    const body = { serviceAccountId: this.#serviceAccountId, description: crowdDescription }
    const one = async () => {
      while (!isOver()) {
        const answer = await call(origin + keysPath, { method: 'POST', body }).catch(() => undefined)
        if (answer?.status !== 200) {
          ok(answer === undefined || answer.status === 503, answer?.text)
          this.#unanswered += 1
          return
        }
        this.#created.push(answer.body as unknown as Created)
      }
    }
    await Promise.all(Array.from({ length: size }, one))
  }

  /** Every acknowledged key exists once and works. At most the unanswered ones exist besides. */
  async check(origin: string): Promise<void> {
    const listed = await listAll<Created['apiKey']>(
      origin,
      `${keysPath}?serviceAccountId=${this.#serviceAccountId}`,
      'apiKeys',
    )
    const ids = new Set(listed.map(({ id }) => id))
    equal(ids.size, listed.length)
    for (const { apiKey } of this.#created) ok(ids.has(apiKey.id), `${apiKey.id} was acknowledged and is not there`)
    ok(listed.length <= this.#created.length + this.#unanswered)
    // The requests in flight when it was killed.
    for (const { secret } of this.#created.slice(-size)) {
      equal((await call(`${origin}/authenticate`, { authorization: `Api-Key ${secret}` })).status, 200)
    }
  }
}
