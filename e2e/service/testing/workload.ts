import { deepStrictEqual, equal, ok } from 'node:assert/strict'
import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'

import { type Answer, call } from './caller.ts'

interface Key {
  readonly id: string
  readonly description: string
  readonly secret: string
}

interface Account {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly keys: readonly Key[]
}

type Accounts = readonly Account[]

/** One write, and its effect on the writer's accounts. */
interface Write {
  readonly method: string
  readonly path: string
  readonly body?: object
  readonly idempotencyKey: string
  /** The expected state if the response is missing, without IDs and secrets. */
  readonly after: (answer?: Answer) => Accounts
}

/** The fields of accounts that users see. No two writes give the same description. */
const visibleIn = (accounts: Accounts) =>
  accounts
    .map(({ name, description, keys }) => ({ name, description, keys: keys.map((key) => key.description).toSorted() }))
    .toSorted((a, b) => (a.description < b.description ? -1 : 1))

const accountsPath = '/iam/v1/serviceAccounts'
export const keysPath = '/iam/v1/apiKeys'

/**
 * A client that creates, changes and deletes accounts and keys, one write after another, and remembers the responses.
 * If a response is missing, it repeats the request under the same Idempotency-Key.
 */
export class Writer {
  /** Acknowledged writes, and those of them that changed something. */
  acknowledged = 0
  done = 0
  #accounts: Accounts = []
  #unanswered: Write | undefined
  #writes = 0
  #gone: Key[] = []
  #touched = new Set<string>()
  readonly #who: string
  readonly #folderId: string

  /** @param who identifies this writer */
  constructor(who: string, folderId: string) {
    this.#who = who
    this.#folderId = folderId
  }

  /** Writes until `isOver` or until a response is missing. A write without a response is repeated first. */
  async write(origin: string, isOver: () => boolean): Promise<void> {
    while (!isOver() && (await this.#send(origin, (this.#unanswered ??= this.#next())))) {
      this.#unanswered = undefined
    }
  }

  /** Writes until `isOver`, repeating writes without a response until one arrives. */
  async insist(origin: string, isOver: () => boolean): Promise<void> {
    while (!isOver() || this.#unanswered !== undefined) {
      await this.write(origin, () => isOver() && this.#unanswered === undefined)
      await pause(20)
    }
  }

  /** Compares with the responses: a write without a response took effect completely or not at all. */
  async check(origin: string): Promise<void> {
    const found = visibleIn(await this.#found(origin, this.#touched))
    if (this.#unanswered && isDeepStrictEqual(found, visibleIn(this.#unanswered.after()))) return
    deepStrictEqual(found, visibleIn(this.#accounts))
  }

  /** Repeats unanswered writes and compares everything: each was executed once, and every remaining key works. */
  async settle(origin: string, scope: 'touched' | 'all' = 'touched'): Promise<void> {
    await this.write(origin, () => this.#unanswered === undefined)
    equal(this.#unanswered, undefined)
    const touched = scope === 'all' ? new Set(this.#accounts.map(({ id }) => id)) : this.#touched
    deepStrictEqual(visibleIn(await this.#found(origin, touched)), visibleIn(this.#accounts))
    const check = async (key: Key) =>
      (await call(`${origin}/authenticate`, { authorization: `Api-Key ${key.secret}` })).status
    for (const { id, keys } of this.#accounts) {
      if (touched.has(id)) for (const key of keys) equal(await check(key), 200)
    }
    // Only one, because failed checks are limited.
    for (const key of this.#gone.slice(-1)) equal(await check(key), 401)
    this.#touched = new Set()
    this.#gone = []
  }

  /** True if the write was acknowledged. */
  async #send(origin: string, { after, path, ...request }: Write): Promise<boolean> {
    const answer = await call(origin + path, request).catch(() => undefined)
    if (answer === undefined) return false
    if (answer.status === 503) {
      ok(answer.text.includes('"code": 14') && answer.text.includes('google.rpc.RetryInfo'), answer.text)
      return false
    }
    this.acknowledged += 1
    // Another writer has the name.
    if (answer.status === 409) return true
    if (answer.status !== 200) throw new Error(`${request.method} ${path}: ${answer.text}`)
    this.done += 1
    this.#accounts = after(answer)
    return true
  }

  #next(): Write {
    const account = this.#accounts[randomInt(Math.max(1, this.#accounts.length))]
    const dice = randomInt(100)
    if (account === undefined || dice < 25) return this.#createAccount()
    this.#touched.add(account.id)
    const key = account.keys[randomInt(Math.max(1, account.keys.length))]
    if (dice < 30) return this.#deleteAccount(account)
    if (dice < 45) return this.#updateAccount(account)
    if (key === undefined || dice < 75) return this.#createKey(account)
    return dice < 88 ? this.#updateKey(account, key) : this.#deleteKey(account, key)
  }

  #base = () => ({ idempotencyKey: randomUUID(), description: `${this.#who} ${++this.#writes}` })
  #with = (account: Account): Accounts => this.#accounts.map((one) => (one.id === account.id ? account : one))

  #createAccount(): Write {
    const { idempotencyKey, description } = this.#base()
    // Few names, so that writers compete for them.
    const name = `robot-${randomInt(1000)}`
    return {
      method: 'POST',
      path: accountsPath,
      body: { folderId: this.#folderId, name, description },
      idempotencyKey,
      after: (answer) => {
        const { serviceAccountId: id = '' } = (answer?.body['metadata'] ?? {}) as { serviceAccountId?: string }
        if (id !== '') this.#touched.add(id)
        return [...this.#accounts, { id, name, description, keys: [] }]
      },
    }
  }

  #updateAccount(account: Account): Write {
    const { idempotencyKey, description } = this.#base()
    return {
      method: 'PATCH',
      path: `${accountsPath}/${account.id}`,
      body: { updateMask: 'description', description },
      idempotencyKey,
      after: () => this.#with({ ...account, description }),
    }
  }

  #deleteAccount(account: Account): Write {
    return {
      method: 'DELETE',
      path: `${accountsPath}/${account.id}`,
      idempotencyKey: randomUUID(),
      after: (answer) => {
        if (answer) this.#gone.push(...account.keys)
        return this.#accounts.filter(({ id }) => id !== account.id)
      },
    }
  }

  #createKey(account: Account): Write {
    const { idempotencyKey, description } = this.#base()
    return {
      method: 'POST',
      path: keysPath,
      body: { serviceAccountId: account.id, description },
      idempotencyKey,
      after: (answer) => {
        const { apiKey, secret = '' } = (answer?.body ?? {}) as { apiKey?: { id: string }; secret?: string }
        return this.#with({ ...account, keys: [...account.keys, { id: apiKey?.id ?? '', description, secret }] })
      },
    }
  }

  #updateKey(account: Account, key: Key): Write {
    const { idempotencyKey, description } = this.#base()
    const keys = account.keys.map((one) => (one.id === key.id ? { ...one, description } : one))
    return {
      method: 'PATCH',
      path: `${keysPath}/${key.id}`,
      body: { updateMask: 'description', description },
      idempotencyKey,
      after: () => this.#with({ ...account, keys }),
    }
  }

  #deleteKey(account: Account, key: Key): Write {
    return {
      method: 'DELETE',
      path: `${keysPath}/${key.id}`,
      idempotencyKey: randomUUID(),
      after: (answer) => {
        if (answer) this.#gone.push(key)
        return this.#with({ ...account, keys: account.keys.filter(({ id }) => id !== key.id) })
      },
    }
  }

  /** Its accounts as the service returns them. Keys of untouched accounts are not read again. */
  async #found(origin: string, touched: ReadonlySet<string>): Promise<Accounts> {
    const listed = await listAll<Account>(origin, `${accountsPath}?folderId=${this.#folderId}`, 'serviceAccounts')
    const own = listed.filter(({ description }) => description.startsWith(`${this.#who} `))
    const known = new Map(this.#accounts.map((account) => [account.id, account]))
    return Promise.all(
      own.map(async (account) => {
        const before = known.get(account.id)
        const keys =
          before && !touched.has(account.id)
            ? before.keys
            : await listAll<Key>(origin, `${keysPath}?serviceAccountId=${account.id}`, 'apiKeys')
        return { ...account, keys }
      }),
    )
  }
}

/** All pages of a list. */
export const listAll = async <Row>(origin: string, path: string, list: string): Promise<Row[]> => {
  const rows: Row[] = []
  for (let next: string | undefined = ''; next !== undefined;) {
    const { body }: Answer = await call(`${origin}${path}&pageSize=1000&pageToken=${encodeURIComponent(next)}`)
    rows.push(...((body[list] as Row[] | undefined) ?? []))
    next = body['nextPageToken'] as string | undefined
  }
  return rows
}
