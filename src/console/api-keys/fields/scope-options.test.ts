import { describe, expect, it } from 'vitest'

import { en } from '#console/i18n/en.ts'
import { defaultScopes, knownScopes } from '#contract/scope.ts'

import { matchingOptions, presets, scopeMeaning, scopeOptions, withServices } from './scope-options.ts'

const knownIds: readonly string[] = knownScopes.map(({ id }) => id)
const labels = (ids: readonly string[]) => presets(en, ids).map(({ label }) => label)

describe('scopeOptions', () => {
  it('has the service, meaning and access of a known scope', () => {
    expect(scopeOptions(en, ['yc.postbox.send'])).toEqual([
      { id: 'yc.postbox.send', service: 'Postbox', meaning: 'Send e-mail', access: 'write' },
    ])
  })

  it('lists an unknown scope under Other, without a meaning', () => {
    expect(scopeOptions(en, ['yc.quantum.entangle'])).toEqual([
      { id: 'yc.quantum.entangle', service: 'Other', meaning: '', access: null },
    ])
  })

  it('sorts by service, then by id, with unknown scopes last', () => {
    const ids = ['yc.a.unknown', 'yc.ydb.tables.manage', 'yc.monitoring.read', 'aaa', 'yc.monitoring.manage']
    expect(scopeOptions(en, ids).map(({ id }) => id)).toEqual([
      'yc.ydb.tables.manage',
      'yc.monitoring.manage',
      'yc.monitoring.read',
      'aaa',
      'yc.a.unknown',
    ])
  })

  it('keeps unknown scopes last even if a service sorts after Other', () => {
    const options = scopeOptions(en, ['yc.unknown', 'yc.postbox.send', 'yc.serverless.workflows.execute'])
    expect(options.map(({ service }) => service)).toEqual(['Postbox', 'Workflows', 'Other'])
  })

  it('lists only existing scopes, grouped by service', () => {
    const options = scopeOptions(en, knownIds.toReversed())
    expect(options.map(({ id }) => id).toSorted()).toEqual(knownIds.toSorted())
    const services = options.map(({ service }) => service)
    const runs = services.filter((service, index) => service !== services[index - 1])
    expect(runs).toEqual([...new Set(services)])
  })

  it('does not change its argument', () => {
    const ids = ['yc.ydb.tables.manage', 'yc.ai.vision.execute']
    scopeOptions(en, ids)
    expect(ids).toEqual(['yc.ydb.tables.manage', 'yc.ai.vision.execute'])
  })
})

describe('scopeMeaning', () => {
  it('exists for every scope of the catalogue, and no others', () => {
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

  it('contains only scopes of the catalogue, because a typo would hide a preset', () => {
    expect(presets(en, knownIds).flatMap(({ scopes }) => scopes.filter((id) => !knownIds.includes(id)))).toEqual([])
  })

  it('offers only presets with existing scopes', () => {
    expect(labels([])).toEqual([])
    expect(labels(['yc.postbox.send'])).toEqual(['Send e-mail'])
    expect(labels(defaultScopes)).toEqual(['Call functions', 'Generate text', 'Default scopes'])
  })

  it('offers the default scopes that exist', () => {
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

  it('has a whole-service option first if there is more than one scope', () => {
    expect(found(' ')).toEqual(['service Monitoring', 'yc.monitoring.manage', 'yc.monitoring.read', 'yc.postbox.send'])
  })

  it('finds a whole service by name, after its scopes', () => {
    expect(found('Monitor')).toEqual(['yc.monitoring.manage', 'yc.monitoring.read', 'service Monitoring'])
    expect(found('monitoring read')).toEqual(['yc.monitoring.manage', 'yc.monitoring.read'])
    expect(found('send mail')).toEqual(['yc.postbox.send'])
  })
})
