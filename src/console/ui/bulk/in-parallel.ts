/**
 * Works on items in their order, at most `limit` of them at once. Once `signal` is aborted it begins no other, and
 * resolves when those it had begun are finished.
 *
 * @throws what `work` threw first
 */
export const inParallel = async <Item>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> => {
  // One iterator for all workers: each takes what is next.
  const next = items.values()
  const worker = async () => {
    for (const item of next) {
      if (signal?.aborted) return
      await work(item)
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker))
}
