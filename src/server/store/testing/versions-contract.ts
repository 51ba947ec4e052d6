import { expect, it } from 'vitest'

import { cloudRow, folderRow } from './rows.ts'
import type { Store } from '../store.ts'

/** What every back end must do to tell that something was committed: see `testStore`. */
export const testVersions = (store: () => Store): void => {
  it('has another version after each commit, and no other by reading', async () => {
    // Where it is shared, others may commit meanwhile; some time they do not.
    const settled = async () => {
      for (;;) {
        const version = await store().version()
        await store().clouds.list({ limit: 9, after: null })
        if (version === (await store().version())) return version
      }
    }
    const cloud = cloudRow()
    const writes: (() => Promise<unknown>)[] = [
      () => store().clouds.insert(cloud),
      () => store().transaction((tx) => tx.folders.insert(folderRow({ cloudId: cloud.id }))),
      () => store().settings.put('name', 'value'),
      () => store().settings.take('name', 'value'),
    ]
    for (const write of writes) {
      const before = await settled()
      await write()
      expect(await store().version()).not.toBe(before)
    }
  })
}
