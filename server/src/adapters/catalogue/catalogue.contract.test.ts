import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { catalogueOf } from '../../core/catalogue/catalogue-of.js'
import { toldCatalogue } from '../../core/testing/contract/catalogue-facts.js'
import { describeCatalogue } from '../../core/testing/contract/catalogue.contract.js'
import { createFolderSource } from './folder-source.js'
import { createMemoryStore } from './testing/memory-store.js'
import { writeLists } from './testing/write-lists.js'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'greenlight Verzeichnis ü 目錄-'))
})
afterEach(() => rm(root, { recursive: true }))

describeCatalogue('lists read from text', async (told) => {
  await writeLists(root, told)
  return catalogueOf([createFolderSource([root], null)])
})

describeCatalogue('lists kept as a block', async (told) => {
  await writeLists(root, told)
  const store = createMemoryStore()
  const first = catalogueOf([createFolderSource([root], store)])
  await first.lookUp([], [])
  await first.lookUp([], [])
  if (told.packs.length > 0) await store.saved('.json')
  return catalogueOf([createFolderSource([root], store)])
})

it('answers from a block what it answers from text', async () => {
  await writeLists(root, toldCatalogue)
  const store = createMemoryStore()
  const types = toldCatalogue.packs.flatMap((pack) => [...pack.types])
  const ask = async (catalogue: ReturnType<typeof catalogueOf>) => {
    const known = await catalogue.lookUp(types, ['tools', 'old-owner/vendor'], ['big.safetensors'])
    return { ...known, shares: new Map(known.shares) }
  }
  const first = catalogueOf([createFolderSource([root], store)])
  const fromText = await ask(first)
  expect([...store.blocks.keys()].filter((name) => !name.endsWith('.seen'))).toEqual([])
  await ask(first)
  await store.saved('.json')
  expect(await ask(catalogueOf([createFolderSource([root], store)]))).toEqual(fromText)
  expect(await ask(first)).toEqual(fromText)
})

it('keeps a block when a second process asks the same', async () => {
  await writeLists(root, toldCatalogue)
  const store = createMemoryStore()
  await catalogueOf([createFolderSource([root], store)]).lookUp([], [])
  await store.saved('.seen')
  await catalogueOf([createFolderSource([root], store)]).lookUp([], [])
  await store.saved('.json')
})
