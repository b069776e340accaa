import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { createRegistry } from '../../adapters/comfy-registry/registry.js'
import { describeRegistry } from '../../adapters/comfy-registry/testing/contract/registry.contract.js'
import { manyPacks } from '../../adapters/comfy-registry/testing/make-packs.js'
import { busyFor, fails } from '../../adapters/comfy-registry/testing/misbehaviours.js'
import { oddPacks } from '../../adapters/comfy-registry/testing/odd-packs.js'
import { startRegistry } from '../../adapters/comfy-registry/testing/stand-in.js'
import { tempTree, type TempTree } from '../../adapters/files/testing/temp-tree.js'
import type { SourceUse } from '@greenlight/shared/sources'
import { openOutsideHosts } from '../sources/open-outside-hosts.js'
import { openCatalogueUpdate } from './open-catalogue-update.js'

/** Sleeps of the way out take no time; its clock goes on by as much. */
function quickClock() {
  let at = Date.UTC(2026, 5, 10, 12)
  const slept: number[] = []
  const sleep = async (ms: number): Promise<void> => {
    slept.push(ms)
    at += ms
  }
  return { slept, now: () => at, sleep }
}

/** The real way out, switched to a stand-in on this machine. */
async function wayOut(tree: TempTree, endpoint: string, use: SourceUse = 'ask') {
  const clock = quickClock()
  const hosts = openOutsideHosts({ state: tree.root, env: {}, parts: { clock } })
  await hosts.change('comfy-registry', { use, endpoint })
  return { clock, hosts, host: hosts.host('comfy-registry') }
}

describeRegistry('the Comfy Registry over the real way out', async () => {
  const standIn = await startRegistry(oddPacks)
  const tree = await tempTree()
  const { host } = await wayOut(tree, standIn.url)
  return {
    registry: createRegistry(host),
    standIn,
    async [Symbol.asyncDispose]() {
      await standIn[Symbol.asyncDispose]()
      await tree[Symbol.asyncDispose]()
    },
  }
})

describe('the update as it is put together', () => {
  const now = (): Date => new Date('2026-06-10T12:00:00Z')

  it('leaves the text files below the state folder and each request in the ledger', async () => {
    await using standIn = await startRegistry(oddPacks)
    await using tree = await tempTree()
    const { hosts, host } = await wayOut(tree, standIn.url)
    const done = await openCatalogueUpdate({ state: tree.root, host, now }).run({ packs: ['mixed_case.pack'] })
    expect(done).toMatchObject({
      done: true,
      packs: { kept: 7 },
      nodeTypes: { versions: 1, types: 1 },
      requests: 4,
      problems: [],
    })
    expect((await readdir(tree.at('catalogue', 'comfy-registry'))).filter((name) => name !== 'pages').sort()).toEqual([
      'node-types.jsonl',
      'packs.jsonl',
      'state.json',
    ])
    expect(JSON.parse(await readFile(tree.at('catalogue', 'comfy-registry', 'state.json'), 'utf8'))).toEqual({
      at: '2026-06-10T12:00:00.000Z',
      page: 1,
      done: true,
    })
    const { ledger } = await hosts.settings()
    expect(ledger.map(({ purpose }) => purpose.split(' ').slice(0, 2).join(' ')).reverse()).toEqual([
      'page 1',
      'node pack',
      'node pack',
      'versions of',
      'node types',
    ])
    expect(standIn.installations()).toBe(0)
  })

  it('says how to switch the source on before anything is asked or written', async () => {
    await using standIn = await startRegistry(oddPacks)
    await using tree = await tempTree()
    const { host } = await wayOut(tree, standIn.url, 'off')
    await expect(openCatalogueUpdate({ state: tree.root, host, now }).run()).rejects.toMatchObject({
      problem: { code: 'SOURCE_OFF', hint: expect.stringContaining('greenlight sources comfy-registry') as string },
    })
    expect(standIn.asked).toEqual([])
    expect(await readdir(tree.root)).not.toContain('catalogue')
  })

  it('takes no answer of an earlier hour for the list as it is now', async () => {
    await using standIn = await startRegistry(manyPacks(3))
    await using tree = await tempTree()
    const { host } = await wayOut(tree, standIn.url)
    const update = openCatalogueUpdate({ state: tree.root, host, now })
    await update.run()
    standIn.hold(manyPacks(5))
    expect((await update.run({ full: true })).packs).toMatchObject({ kept: 5, added: 2 })
    standIn.misbehave(() => fails(500))
    const signal = AbortSignal.timeout(300)
    await expect(update.run({ full: true, signal })).rejects.toThrow('timeout')
    expect(JSON.parse(await readFile(tree.at('catalogue', 'comfy-registry', 'state.json'), 'utf8'))).toMatchObject({
      done: true,
    })
  })

  it('leaves the service alone when the way out was told to', async () => {
    await using standIn = await startRegistry(manyPacks(3))
    await using tree = await tempTree()
    const { clock, host } = await wayOut(tree, standIn.url)
    standIn.misbehave((_, nth) => (nth === 1 ? busyFor(20) : null))
    expect(await openCatalogueUpdate({ state: tree.root, host, now }).run()).toMatchObject({
      done: true,
      packs: { kept: 3 },
    })
    expect(clock.slept).toEqual([20_000])
  })

  it('stops where the service wants to be left alone for hours, and says until when', async () => {
    await using standIn = await startRegistry(manyPacks(3))
    await using tree = await tempTree()
    const { host } = await wayOut(tree, standIn.url)
    standIn.misbehave(() => busyFor(7200))
    const done = await openCatalogueUpdate({ state: tree.root, host, now }).run({ packs: ['pack-001'] })
    expect(done).toMatchObject({
      done: false,
      requests: 1,
      problems: [{ code: 'SOURCE_BUSY', message: expect.stringContaining('2026-06-10T14:00:00.000Z') as string }],
    })
    expect(standIn.asked).toHaveLength(1)
  })
})
