import { describe, expect, it } from 'vitest'

import { DuplicateError, MissingParentError, UnavailableError } from '../store.ts'

import { guardPool, type SqlStatement } from './sql-pool.ts'

const failure = (message: string, code?: string) =>
  Object.assign(new Error(message), code === undefined ? {} : { code })

/** A guarded connection that fails on `bad`, and the statements its driver received. */
const connect = async (error: Error) => {
  const seen: unknown[] = []
  const client = {
    query: async ({ text }: SqlStatement) => {
      seen.push(text)
      if (text === 'bad') throw error
      return { rows: [] }
    },
    release: (broken = false) => void seen.push({ broken }),
  }
  const guarded = await guardPool({ connect: async () => client, end: async () => {} }).connect()
  return { query: (text: string) => guarded.query(text, []), release: () => guarded.release(), seen }
}

describe('a guarded connection', () => {
  it.each(['begin', 'start transaction isolation level read committed'])(
    'rejects the commit of a transaction in which a statement failed: %s',
    async (begin) => {
      const { query, release, seen } = await connect(failure('duplicate key', '23505'))
      await query(begin)
      await expect(query('bad')).rejects.toThrow(DuplicateError)
      await expect(query('good')).rejects.toThrow(DuplicateError)
      await expect(query('commit')).rejects.toThrow(DuplicateError)
      await query('rollback')
      await query('good')
      release()
      expect(seen).toEqual([begin, 'bad', 'rollback', 'good', { broken: false }])
    },
  )

  it('continues after a failure outside a transaction', async () => {
    const { query, release, seen } = await connect(failure('duplicate key', '23505'))
    await expect(query('bad')).rejects.toThrow(DuplicateError)
    await query('good')
    release()
    expect(seen).toEqual(['bad', 'good', { broken: false }])
  })

  it('is discarded when it is lost, without waiting for a rollback', async () => {
    const { query, release, seen } = await connect(failure('Query read timeout'))
    await query('begin')
    await expect(query('bad')).rejects.toThrow(UnavailableError)
    await query('rollback')
    release()
    expect(seen).toEqual(['begin', 'bad', { broken: true }])
  })

  it('is rolled back when the database reports an error', async () => {
    const { query, seen } = await connect(failure('could not extend file: No space left on device', '53100'))
    await query('begin')
    await expect(query('bad')).rejects.toThrow(UnavailableError)
    await query('rollback')
    expect(seen).toEqual(['begin', 'bad', 'rollback'])
  })

  it.each([
    ['23505', DuplicateError],
    ['23503', MissingParentError],
    ['57P01', UnavailableError],
    ['57P03', UnavailableError],
    ['08006', UnavailableError],
    ['53300', UnavailableError],
    ['25006', UnavailableError],
    ['ECONNREFUSED', UnavailableError],
    ['ECONNRESET', UnavailableError],
  ])('maps %s to an error of the port', async (code, kind) => {
    const { query } = await connect(failure('failed', code))
    await expect(query('bad')).rejects.toThrow(kind)
  })

  it('passes on unknown errors', async () => {
    const error = failure('column "x" does not exist', '42703')
    const { query } = await connect(error)
    await expect(query('bad')).rejects.toBe(error)
  })
})

describe('a guarded pool', () => {
  it('explains a missing connection, even if the error has only a code', async () => {
    const pool = guardPool({ connect: () => Promise.reject(failure('', 'ECONNREFUSED')), end: async () => {} })
    await expect(pool.connect()).rejects.toThrow(new UnavailableError('No connection to the database: ECONNREFUSED'))
  })

  it('gives no connection after it ends, and ends once', async () => {
    let ends = 0
    const pool = guardPool({ connect: () => Promise.reject(new Error('not asked')), end: async () => void ends++ })
    await Promise.all([pool.end(), pool.end()])
    await expect(pool.connect()).rejects.toThrow('The store is closed')
    expect(ends).toBe(1)
  })
})
