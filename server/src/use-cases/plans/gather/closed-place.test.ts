import { expect, it } from 'vitest'
import { downloadFact, downloadWant, packFact, posix, standingFact } from '../../../core/plan/testing/build-facts.js'
import { unlessClosed } from './closed-place.js'
import type { Look } from './gather-ports.js'

/** A disk on which nothing below this folder may be changed. */
function closedAt(folder: string): Look {
  return {
    isFile: async () => true,
    stamp: async () => ({ is: 'absent' }),
    free: async () => ({ volume: 'disk', free: null }),
    bytes: async () => 0,
    missing: async () => [],
    closed: async (path) => (path.startsWith(`${folder}/`) ? folder : null),
    link: async () => null,
  }
}

it('tells before anything is fetched that a folder may not be written to', async () => {
  const download = downloadFact(posix, downloadWant('a.safetensors'))
  const pack = packFact(posix, 'foo')
  const update = standingFact(posix, 'foo')
  const [nodes, models] = [closedAt(posix.packs), closedAt(posix.models)]
  for (const fact of [pack, update]) expect(await unlessClosed(nodes, fact)).toMatchObject({ of: 'problem', problem: { code: 'WRITE_REFUSED', message: `${posix.packs} cannot be written: the system does not allow it.` } })
  expect(await unlessClosed(nodes, download)).toBe(download)
  expect(await unlessClosed(models, download)).toMatchObject({ of: 'problem' })
  expect(await unlessClosed(models, pack)).toBe(pack)
  expect(await unlessClosed(models, null)).toBeNull()
})
