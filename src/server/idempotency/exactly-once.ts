import type { api } from '#contract/api.ts'
import type { ServerInput, ServerOutput } from '#contract/endpoint.ts'
import { StatusError, validationFailed } from '../messages/status-error.ts'
import { sha256 } from '../secrets/hash.ts'
import type { TransactionalTables } from '../store/store.ts'
import type { Ctx, MethodId } from '../verb.ts'
import { seal, unseal } from './sealed.ts'

const printable = /^[\x20-\x7E]{1,128}$/
export const retentionMilliseconds = 24 * 60 * 60_000
export const secretRetentionMilliseconds = 10 * 60_000

const invalidKey = (description: string) => validationFailed([{ field: 'Idempotency-Key', description }])

/** Validates an Idempotency-Key header. @throws StatusError INVALID_ARGUMENT */
export const idempotencyKey = (sent: string | undefined): string | undefined => {
  if (sent === undefined || printable.test(sent)) return sent
  throw invalidKey('Must be 1 to 128 printable ASCII characters')
}

type Answer<Id extends MethodId> = ServerOutput<(typeof api)[Id]>

/** The methods that return a secret, and its owner. Such a response is kept for 10 minutes, not 24 hours. */
const secretOwners: { readonly [Id in MethodId]?: (answer: Answer<Id>) => string } = {
  createApiKey: ({ apiKey }) => `ApiKey ${apiKey.id}`,
  createIamTokenForServiceAccount: () => 'The IAM token',
}

interface IdempotentWrite<Id extends MethodId> {
  readonly key: string
  readonly id: Id
  readonly input: ServerInput<(typeof api)[Id]>
  /** Runs the verb over the transaction, which the verb's own joins. */
  readonly run: (tx: TransactionalTables) => Promise<Answer<Id>> | Answer<Id>
}

/**
 * Runs a write once per actor and Idempotency-Key: a repeated request gets the saved response. The claim on the key is
 * part of the write's own transaction, so concurrent requests wait for each other and a failed write frees the key.
 *
 * @throws StatusError INVALID_ARGUMENT if the key was used for a different request
 * @throws StatusError ALREADY_EXISTS if the response had a secret that is no longer kept
 */
export const exactlyOnce = async <Id extends MethodId>(
  ctx: Ctx,
  { key, id, input, run }: IdempotentWrite<Id>,
): Promise<Answer<Id>> => {
  const now = ctx.now()
  const claim = {
    actorId: ctx.actor.id,
    keyHash: sha256(key),
    requestHash: sha256(JSON.stringify([id, input])),
    createdAt: now.toISOString(),
  }
  return ctx.store.transaction(async (tx) => {
    const previous = await tx.idempotency.claim(claim, ago(now, retentionMilliseconds))
    if (previous === undefined) {
      const answer = await run(tx)
      const sealedAnswer = await seal(key, JSON.stringify(answer))
      await tx.idempotency.saveResponse(claim, { sealedAnswer, secretOf: secretOwners[id]?.(answer) ?? null })
      return answer
    }
    if (previous.requestHash !== claim.requestHash) throw invalidKey('Already used for another request')
    const { secretOf, sealedAnswer, createdAt } = previous
    if (sealedAnswer === null || (secretOf !== null && createdAt <= ago(now, secretRetentionMilliseconds))) {
      throw new StatusError(
        'ALREADY_EXISTS',
        `${secretOf ?? 'The resource'} was already created by this request. Its secret can no longer be retrieved`,
      )
    }
    return JSON.parse(await unseal(key, sealedAnswer)) as Answer<Id>
  })
}

const ago = (now: Date, milliseconds: number): string => new Date(now.getTime() - milliseconds).toISOString()
