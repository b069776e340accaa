import { describe, expect, it } from 'vitest'
import { newestVersion, versionsToAsk } from './choose-versions.js'
import { mergePacks, withVersion } from './merge-packs.js'

const noneSeen = { whole: false, seen: [] }

describe('mergePacks', () => {
  it('adds to what is known, sorted, the last of several counting', () => {
    const merged = mergePacks(
      [{ id: 'b', stars: 1 }, { id: 'c' }],
      [{ id: 'd' }, { id: 'b', stars: 2 }, { id: 'a' }, { id: 'a', stars: 3 }],
      noneSeen,
    )
    expect(merged).toEqual({
      packs: [{ id: 'a', stars: 3 }, { id: 'b', stars: 2 }, { id: 'c' }, { id: 'd' }],
      added: 2,
      changed: 1,
      gone: 0,
      repeated: 1,
    })
  })

  it('lets packs go that a whole list no longer has', () => {
    expect(mergePacks([{ id: 'b' }, { id: 'c' }], [{ id: 'b' }], { whole: true, seen: [] })).toEqual({
      packs: [{ id: 'b' }],
      added: 0,
      changed: 0,
      gone: 1,
      repeated: 0,
    })
  })

  it('takes the order of keys for no change, and ids of any spelling for keys', () => {
    expect(
      mergePacks([{ id: '__proto__', title: 'x', stars: 1 }], [{ id: '__proto__', stars: 1, title: 'x' }], noneSeen),
    ).toMatchObject({ changed: 0, packs: { length: 1 } })
  })

  it('does not fall behind a version whose node types were read', () => {
    const seen = [
      { id: 'a', version: '1.10.0', types: [] },
      { id: 'a', version: '1.2.0', types: [] },
    ]
    const old = { id: 'a', latest: '1.10.0', updated: '2026-05-05T00:00:00Z' }
    const told = {
      id: 'a',
      latest: '1.9.0',
      updated: '2025-01-01T00:00:00Z',
      deprecated: true as const,
      status: 'active',
    }
    expect(mergePacks([old], [told], { whole: true, seen }).packs).toEqual([
      { id: 'a', latest: '1.10.0', updated: '2026-05-05T00:00:00Z', status: 'active' },
    ])
    expect(mergePacks([], [{ ...told, latest: '1.11.0' }], { whole: true, seen }).packs).toEqual([
      { ...told, latest: '1.11.0' },
    ])
    expect(mergePacks([], [{ id: 'a' }], { whole: true, seen }).packs).toEqual([{ id: 'a' }])
  })
})

it('tells of a pack what its version makes of it, unless it is banned', () => {
  const version = { version: '2.0.0', published: '2026-01-01T00:00:00Z', status: 'flagged' }
  expect(withVersion({ id: 'a', latest: '1.0.0', deprecated: true, updated: 'x', status: 'active' }, version)).toEqual({
    id: 'a',
    latest: '2.0.0',
    updated: '2026-01-01T00:00:00Z',
    status: 'flagged',
  })
  expect(withVersion({ id: 'a', status: 'banned' }, { version: '2.0.0', deprecated: true, status: 'active' })).toEqual({
    id: 'a',
    latest: '2.0.0',
    deprecated: true,
    status: 'banned',
  })
})

describe('versions', () => {
  const [a, b, c, d] = ['4.0.0', '3.0.0', '2.0.0', '1.0.0'].map((version) => ({ version }))
  const read = (version: { version: string } | undefined, extracted: string) => ({
    version: version?.version ?? '',
    extracted,
  })
  it('are asked from the newest on where the service does not say which it read', () => {
    expect(versionsToAsk([a!, b!, c!, d!])).toEqual([a, b, c])
    expect(versionsToAsk([])).toEqual([])
  })
  it('are those that the service read', () => {
    const told = [read(a, 'pending'), read(b, 'invalid_format'), read(c, 'success'), read(d, 'success')]
    expect(versionsToAsk(told)).toEqual([told[2]])
    expect(versionsToAsk([read(a, 'success'), read(b, 'success')])).toEqual([read(a, 'success'), read(b, 'success')])
    expect(versionsToAsk([read(a, 'pending'), read(b, 'pending')])).toEqual([read(a, 'pending')])
  })
  it('are not taken while they are still being looked at', () => {
    expect(
      newestVersion([
        { version: '2.0.0', status: 'pending' },
        { version: '1.0.0', status: 'active' },
      ]),
    ).toEqual({ version: '1.0.0', status: 'active' })
    expect(newestVersion([{ version: '2.0.0', status: 'pending' }])?.version).toBe('2.0.0')
    expect(newestVersion([])).toBeNull()
  })
})
