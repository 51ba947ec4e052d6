import type { Context } from 'hono'

import type { AppEnv, Ctx } from '../verb.ts'
import { StatusError, validationFailed } from '../messages/status-error.ts'
import { sha256 } from '../secrets/hash.ts'
import { bodyText, Written, written } from '../http/mount.ts'
import type { TransactionalTables } from '../store/store.ts'
import { seal, unseal } from './sealed.ts'

const header = 'Idempotency-Key'
const printable = /^[\x20-\x7E]{1,128}$/
const keptMilliseconds = 24 * 60 * 60_000
const secretKeptMilliseconds = 10 * 60_000
const sweepMilliseconds = 60_000

const refuse = (description: string) => validationFailed([{ field: header, description }])

/** The request's Idempotency-Key, undefined when it has none.
 * @throws StatusError INVALID_ARGUMENT */
export const idempotencyKeyOf = (c: Context<AppEnv>): string | undefined => {
  const key = c.req.header(header)
  if (key === undefined || printable.test(key)) return key
  throw refuse('Must be 1 to 128 printable ASCII characters')
}

interface Work<Answer> {
  readonly key: string
  readonly c: Context<AppEnv>
  /** Does what was asked for; `ctx.store` is the transaction, and those of its own join it. */
  readonly verb: (ctx: Ctx) => Promise<Answer | Written> | Answer
  /** Names what the secret in the answer belongs to; such an answer is kept for 10 minutes instead of 24 hours. */
  readonly secretOf: ((answer: Answer) => string) | undefined
}

/**
 * Answers a write that has an Idempotency-Key: by doing it, or as it was answered when the same actor sent the same
 * request under the same key before. The key is taken first thing in the write's own transaction, so that of two at
 * once one waits for the other, and a write that failed leaves the key free.
 *
 * @throws StatusError INVALID_ARGUMENT when the key stands for another request
 * @throws StatusError ALREADY_EXISTS when the secret of the answer is no longer kept
 */
export const exactlyOnce = async <Answer>(ctx: Ctx, { key, c, verb, secretOf }: Work<Answer>): Promise<Written> => {
  const { pathname, search } = new URL(c.req.url)
  const now = ctx.now()
  const claim = {
    actorId: ctx.actor.id,
    keyHash: sha256(key),
    requestHash: sha256(JSON.stringify([c.req.method, pathname + search, await bodyText(c)])),
    createdAt: now.toISOString(),
  }
  return ctx.store.transaction(async (tx) => {
    const before = await tx.idempotency.claim(claim, ago(now, keptMilliseconds))
    if (before === undefined) {
      const answer = await verb({ ...ctx, store: tx })
      const { text } = written(answer)
      await tx.idempotency.answer(claim, {
        sealedAnswer: await seal(key, text),
        secretOf: answer instanceof Written ? null : (secretOf?.(answer) ?? null),
      })
      return new Written(text)
    }
    if (before.requestHash !== claim.requestHash) throw refuse('Was used for another request')
    const { secretOf: kept, sealedAnswer, createdAt } = before
    if (sealedAnswer === null || (kept !== null && createdAt <= ago(now, secretKeptMilliseconds))) {
      throw new StatusError(
        'ALREADY_EXISTS',
        `${kept ?? 'What was asked for'} exists: this request made it before. Its secret can no longer be had`,
      )
    }
    return new Written(await unseal(key, sealedAnswer))
  })
}

/** Forgets old answers and IAM tokens that are over, at most once a minute: called by every write, so no clock has to run beside the service. */
export const sweeper = (store: TransactionalTables, monotonic: () => number) => {
  let swept = Number.NEGATIVE_INFINITY
  return async (now: Date): Promise<void> => {
    if (monotonic() - swept < sweepMilliseconds) return
    swept = monotonic()
    await store.transaction(async (tx) => {
      await tx.idempotency.sweep(ago(now, keptMilliseconds), ago(now, secretKeptMilliseconds))
      await tx.iamTokens.sweep(now.toISOString())
    })
  }
}

const ago = (now: Date, milliseconds: number): string => new Date(now.getTime() - milliseconds).toISOString()
