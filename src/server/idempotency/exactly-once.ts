import type { api } from '#contract/api.ts'
import type { ServerInput, ServerOutput } from '#contract/endpoint.ts'
import { StatusError, validationFailed } from '../messages/status-error.ts'
import { sha256 } from '../secrets/hash.ts'
import type { TransactionalTables } from '../store/store.ts'
import type { Ctx, MethodId } from '../verb.ts'
import { seal, unseal } from './sealed.ts'

const printable = /^[\x20-\x7E]{1,128}$/
const keptMilliseconds = 24 * 60 * 60_000
const secretKeptMilliseconds = 10 * 60_000
const sweepMilliseconds = 60_000

const refuse = (description: string) => validationFailed([{ field: 'Idempotency-Key', description }])

/** The Idempotency-Key that was sent, checked. @throws StatusError INVALID_ARGUMENT */
export const idempotencyKey = (sent: string | undefined): string | undefined => {
  if (sent === undefined || printable.test(sent)) return sent
  throw refuse('Must be 1 to 128 printable ASCII characters')
}

type Answer<Id extends MethodId> = ServerOutput<(typeof api)[Id]>

/** The methods that answer a secret, and what it belongs to. Such an answer is kept for 10 minutes, not 24 hours. */
const secretOwners: { readonly [Id in MethodId]?: (answer: Answer<Id>) => string } = {
  createApiKey: ({ apiKey }) => `ApiKey ${apiKey.id}`,
  createIamTokenForServiceAccount: () => 'The IAM token',
}

interface Request<Id extends MethodId> {
  readonly key: string
  readonly id: Id
  readonly input: ServerInput<(typeof api)[Id]>
  /** Runs the verb; `ctx.store` is the transaction, and the verb's own joins it. */
  readonly run: (ctx: Ctx) => Promise<Answer<Id>> | Answer<Id>
}

/**
 * Answers a write that has an Idempotency-Key: by running it, or as it was answered when the same actor made the same
 * request under the same key before. The key is claimed first thing in the write's own transaction, so that of two at
 * once one waits for the other, and a write that failed leaves the key free.
 *
 * @throws StatusError INVALID_ARGUMENT when the key was used for another request
 * @throws StatusError ALREADY_EXISTS when the secret of the answer is no longer kept
 */
export const exactlyOnce = async <Id extends MethodId>(
  ctx: Ctx,
  { key, id, input, run }: Request<Id>,
): Promise<Answer<Id>> => {
  const now = ctx.now()
  const claim = {
    actorId: ctx.actor.id,
    keyHash: sha256(key),
    requestHash: sha256(JSON.stringify([id, input])),
    createdAt: now.toISOString(),
  }
  return ctx.store.transaction(async (tx) => {
    const before = await tx.idempotency.claim(claim, ago(now, keptMilliseconds))
    if (before === undefined) {
      const answer = await run({ ...ctx, store: tx })
      const sealedAnswer = await seal(key, JSON.stringify(answer))
      await tx.idempotency.answer(claim, { sealedAnswer, secretOf: secretOwners[id]?.(answer) ?? null })
      return answer
    }
    if (before.requestHash !== claim.requestHash) throw refuse('Was used for another request')
    const { secretOf, sealedAnswer, createdAt } = before
    if (sealedAnswer === null || (secretOf !== null && createdAt <= ago(now, secretKeptMilliseconds))) {
      throw new StatusError(
        'ALREADY_EXISTS',
        `${secretOf ?? 'What was asked for'} exists: this request made it before. Its secret can no longer be had`,
      )
    }
    return JSON.parse(await unseal(key, sealedAnswer)) as Answer<Id>
  })
}

/**
 * Deletes old answers and expired IAM tokens, at most once a minute: every write calls it, so no job has to run beside
 * the service.
 */
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
