import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { errorCode } from './error-code.ts'

/** The 32-byte key of session cookies, the same for every replica with this secret. */
export const keyFromSecret = (secret: string): Uint8Array =>
  createHash('sha256').update(`keyrack session ${secret}`).digest()

/**
 * The 32-byte key of session cookies: derived from the operator's secret, or generated once and stored with the data.
 *
 * @throws Error if the stored key is damaged
 */
export const sessionKey = async (secret: string | undefined, dataDir: string): Promise<Uint8Array> => {
  if (secret !== undefined) return keyFromSecret(secret)
  const path = join(dataDir, 'session.key')
  const key = (await readIfExists(path)) ?? (await createKey(path, dataDir))
  if (key.length === 32) return key
  throw new Error(
    `The session key ${path} is damaged. Delete it to create a new one: everybody then has to sign in again`,
  )
}

const readIfExists = (path: string) =>
  readFile(path).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  })

const createKey = async (path: string, dataDir: string): Promise<Uint8Array> => {
  await mkdir(dataDir, { recursive: true })
  // Creating a link is atomic, and never replaces the key of a faster process.
  const draft = `${path}.${randomUUID()}`
  await writeFile(draft, randomBytes(32), { mode: 0o600, flush: true })
  try {
    await link(draft, path)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  } finally {
    await rm(draft)
  }
  return readFile(path)
}
