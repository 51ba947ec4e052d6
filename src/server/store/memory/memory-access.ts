import { DuplicateError, MissingParentError, type Tables } from '../store.ts'

import { type MemoryData, subjectKey, withoutId } from './memory-data.ts'
import type { Run } from './memory-run.ts'

export const accessBindings = (data: MemoryData, run: Run): Tables['accessBindings'] => ({
  list: (resourceId, page) => run(() => data.bindingsOfResource.page(resourceId, page)),
  grantsTo: (subjects) =>
    run(() =>
      subjects
        .flatMap((subject) => data.bindingsOfSubject.all(subjectKey(subject)))
        .map(({ resourceId, roleId }) => {
          const account = data.serviceAccounts.get(resourceId)
          const folder = data.folders.get(resourceId)
          const cloudId = (account ?? folder)?.cloudId ?? null
          return { resourceId, roleId, folderId: account?.folderId ?? folder?.id ?? null, cloudId }
        }),
    ),
  insert: (row) =>
    run((write) => {
      if (data.bindingHolders.holder(row) !== undefined) return false
      write({ table: 'accessBindings', id: row.id, row: structuredClone(row) })
      return true
    }),
  delete: (row) =>
    run((write) => {
      const id = data.bindingHolders.holder({ ...row, id: '', createdAt: '' })
      if (id === undefined) return false
      write({ table: 'accessBindings', id, row: null })
      return true
    }),
})

export const accessPolicies = (data: MemoryData, run: Run): Tables['accessPolicies'] => {
  const find = (resourceId: string, templateId: string) =>
    data.policiesOfResource.all(resourceId).find((row) => row.templateId === templateId)
  return {
    list: (resourceId, page) => run(() => data.policiesOfResource.page(resourceId, page)),
    find: (resourceIds, templateIds) =>
      run(() => resourceIds.flatMap((id) => templateIds.flatMap((template) => find(id, template) ?? []))[0]),
    insert: (row) =>
      run((write) => {
        if (find(row.resourceId, row.templateId)) throw new DuplicateError('The access policy is already bound')
        write({ table: 'accessPolicies', id: row.id, row: structuredClone(row) })
      }),
    update: (resourceId, templateId, parameters) =>
      run((write) => {
        const row = find(resourceId, templateId)
        if (row) write({ table: 'accessPolicies', id: row.id, row: { ...row, parameters: { ...parameters } } })
        return row !== undefined
      }),
    delete: (resourceId, templateId) =>
      run((write) => {
        const row = find(resourceId, templateId)
        if (row) write({ table: 'accessPolicies', id: row.id, row: null })
        return row !== undefined
      }),
  }
}

export const iamTokens = (data: MemoryData, run: Run): Tables['iamTokens'] => {
  const find = (tokenHash: string) => {
    const stored = data.iamTokens.get(tokenHash)
    return stored && withoutId(stored)
  }
  return {
    get: (tokenHash) => run(() => find(tokenHash)),
    insert: (row, tokenHash) =>
      run((write) => {
        if (row.serviceAccountId !== null && data.serviceAccounts.get(row.serviceAccountId) === undefined) {
          throw new MissingParentError('The service account of the IAM token does not exist')
        }
        write({ table: 'iamTokens', id: tokenHash, row: { ...row, id: tokenHash } })
      }),
    delete: (tokenHash) =>
      run((write) => {
        const row = find(tokenHash)
        if (row) write({ table: 'iamTokens', id: tokenHash, row: null })
        return row
      }),
    sweep: (expired) =>
      run((write) => {
        for (const { id, expiresAt } of data.tokens.all('')) {
          if (expiresAt <= expired) write({ table: 'iamTokens', id, row: null })
        }
      }),
  }
}

export const sessions = (data: MemoryData, run: Run): Tables['sessions'] => ({
  get: (idHash) =>
    run(() => {
      const stored = data.sessions.get(idHash)
      return stored && withoutId(stored)
    }),
  insert: (row, idHash) => run((write) => write({ table: 'sessions', id: idHash, row: { ...row, id: idHash } })),
  delete: (idHash) =>
    run((write) => {
      if (data.sessions.get(idHash)) write({ table: 'sessions', id: idHash, row: null })
    }),
  deleteOf: (subjectId) =>
    run((write) => {
      for (const row of data.sessions.values()) {
        if (row.subjectId === subjectId) write({ table: 'sessions', id: row.id, row: null })
      }
    }),
  sweep: (expired) =>
    run((write) => {
      for (const { id, expiresAt } of data.sessions.values()) {
        if (expiresAt <= expired) write({ table: 'sessions', id, row: null })
      }
    }),
})
