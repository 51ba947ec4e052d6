import { join } from 'node:path'

import { afterAll, describe, expect, it } from 'vitest'

import { pglitePool } from '../store/sql/pglite-pool.ts'
import { openSqlStore } from '../store/sql/sql-store.ts'
import { UnavailableError } from '../store/store.ts'
import { openEmbeddedDatabase } from './embedded-database.ts'
import { reopeningDatabase } from './reopening-database.ts'
import { mountDiskOrSkip } from './testing/disk.ts'

const disk = mountDiskOrSkip()

describe.skipIf(disk === undefined)('a database on a disk', () => {
  afterAll(() => disk?.remove())

  it('without space for the next log file is unavailable until there is space', async () => {
    const open = () => openEmbeddedDatabase(join(disk?.folder ?? '', 'database'))
    const pglite = reopeningDatabase(await open(), open)
    const store = await openSqlStore(pglitePool(pglite))
    await store.settings.put('before', 'kept')
    disk?.fill(8_000_000)
    await pglite.query('select pg_switch_wal()', [])
    const failed = await store.settings.put('lost', 'value').catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(UnavailableError)
    expect(failed).toMatchObject({ message: expect.stringContaining('No space left on device') })
    await expect(store.settings.get('before')).rejects.toThrow('the database needs 32 MB to start')
    await expect(store.transaction((tx) => tx.settings.put('lost', 'value'))).rejects.toThrow(UnavailableError)
    disk?.empty()
    expect(await store.settings.get('before')).toBe('kept')
    expect(await store.settings.get('lost')).toBeUndefined()
    await store.transaction((tx) => tx.settings.put('after', 'kept'))
    await store.close()
    await expect(store.ping()).rejects.toThrow(UnavailableError)

    const again = await openSqlStore(pglitePool(await open()))
    expect(await again.settings.get('before')).toBe('kept')
    expect(await again.settings.get('after')).toBe('kept')
    await again.close()
  }, 120_000)
})
