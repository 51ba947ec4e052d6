import { describe, expect, it } from 'vitest'

import { en } from '#console/i18n/en.ts'
import { defaultScopes, knownScopes } from '#contract/scope.ts'

import { matchingOptions, presets, scopeMeaning, scopeOptions, withServices } from './scope-options.ts'

const knownIds: readonly string[] = knownScopes.map(({ id }) => id)
const labels = (ids: readonly string[]) => presets(en, ids).map(({ label }) => label)

describe('scopeOptions', () => {
  it('tells the service, the meaning and the access of a scope it knows', () => {
    expect(scopeOptions(en, ['yc.postbox.send'])).toEqual([
      { id: 'yc.postbox.send', service: 'Postbox', meaning: 'Send e-mail', access: 'write' },
    ])
  })

  it('offers a scope it does not know under Other, without guessing what it does', () => {
    expect(scopeOptions(en, ['yc.quantum.entangle'])).toEqual([
      { id: 'yc.quantum.entangle', service: 'Other', meaning: '', access: null },
    ])
  })

  it('orders by service, then by id, and puts unknown ones last', () => {
    const ids = ['yc.a.unknown', 'yc.ydb.tables.manage', 'yc.monitoring.read', 'aaa', 'yc.monitoring.manage']
    expect(scopeOptions(en, ids).map(({ id }) => id)).toEqual([
      'yc.ydb.tables.manage',
      'yc.monitoring.manage',
      'yc.monitoring.read',
      'aaa',
      'yc.a.unknown',
    ])
  })

  it('keeps unknown ones last though a service comes after Other in the alphabet', () => {
    const options = scopeOptions(en, ['yc.unknown', 'yc.postbox.send', 'yc.serverless.workflows.execute'])
    expect(options.map(({ service }) => service)).toEqual(['Postbox', 'Workflows', 'Other'])
  })

  it('offers only what exists, whole and in one piece a service', () => {
    const options = scopeOptions(en, knownIds.toReversed())
    expect(options.map(({ id }) => id).toSorted()).toEqual(knownIds.toSorted())
    const services = options.map(({ service }) => service)
    const runs = services.filter((service, index) => service !== services[index - 1])
    expect(runs).toEqual([...new Set(services)])
  })

  it('leaves the list it was given as it was', () => {
    const ids = ['yc.ydb.tables.manage', 'yc.ai.vision.execute']
    scopeOptions(en, ids)
    expect(ids).toEqual(['yc.ydb.tables.manage', 'yc.ai.vision.execute'])
  })
})

describe('scopeMeaning', () => {
  it('has words for every scope of the catalogue, and none for others', () => {
    expect(knownIds.filter((id) => scopeMeaning(en, id) === '')).toEqual([])
    expect(scopeMeaning(en, 'yc.quantum.entangle')).toBe('')
    expect(scopeMeaning(en, 'constructor')).toBe('')
  })
})

describe('presets', () => {
  it('offers all when every scope exists', () => {
    expect(labels(knownIds)).toEqual([
      'Send e-mail',
      'Read metrics',
      'Write logs',
      'Call functions',
      'Generate text',
      'Default scopes',
    ])
  })

  it('names scopes of the catalogue only: a typing mistake would hide a preset for ever', () => {
    expect(presets(en, knownIds).flatMap(({ scopes }) => scopes.filter((id) => !knownIds.includes(id)))).toEqual([])
  })

  it('offers only those of which something exists', () => {
    expect(labels([])).toEqual([])
    expect(labels(['yc.postbox.send'])).toEqual(['Send e-mail'])
    expect(labels(defaultScopes)).toEqual(['Call functions', 'Generate text', 'Default scopes'])
  })

  it('offers of the default scopes those that exist: a cloud may lack one', () => {
    const [missing, ...others] = defaultScopes
    expect(
      presets(
        en,
        knownIds.filter((id) => id !== missing),
      ).at(-1),
    ).toEqual({
      label: 'Default scopes',
      scopes: others,
    })
  })
})

describe('matchingOptions', () => {
  const options = withServices(scopeOptions(en, ['yc.monitoring.read', 'yc.monitoring.manage', 'yc.postbox.send']))
  const found = (search: string) => matchingOptions(options, search).map(({ id }) => id)

  it('has a whole service first, where there is more than one scope', () => {
    expect(found(' ')).toEqual(['service Monitoring', 'yc.monitoring.manage', 'yc.monitoring.read', 'yc.postbox.send'])
  })

  it('finds a whole service by its name, behind its scopes: Enter picks the first', () => {
    expect(found('Monitor')).toEqual(['yc.monitoring.manage', 'yc.monitoring.read', 'service Monitoring'])
    expect(found('monitoring read')).toEqual(['yc.monitoring.manage', 'yc.monitoring.read'])
    expect(found('send mail')).toEqual(['yc.postbox.send'])
  })
})
