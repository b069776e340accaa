import { expect, it } from 'vitest'
import { nothingInstalled, nothingKnown } from '../core/installed.js'
import { movingCatalogue } from './moving-catalogue.js'
import { movingPlace } from './moving-place.js'
import type { Place } from './place.js'

const placeAt = (root: string, demo: boolean): Place => ({
  says: null,
  root,
  demo,
  elsewhere: {},
  isUp: async () => !demo,
  comfyui: async () => null,
  read: async () => ({ ...nothingInstalled, root }),
  saved: { list: async () => [] },
  modelFolders: async () => ({ modelFolders: new Map() }),
  locations: async () => null,
})

it('follows a ComfyUI that is started later, and calls its facts real only once they were read', async () => {
  let there = placeAt('/demo', true)
  const place = movingPlace(there, async () => there)
  expect((await place.read()).root).toBe('/demo')
  there = placeAt('/comfy', false)
  expect(await place.isUp()).toBe(true)
  expect([place.root, place.demo]).toEqual(['/comfy', true])
  expect((await place.read()).root).toBe('/comfy')
  expect(place.demo).toBe(false)
})

it('asks the catalogue of where it is now, and opens each once', async () => {
  let there = placeAt('/demo', true)
  const place = movingPlace(there, async () => there)
  const opened: string[] = []
  const catalogue = movingCatalogue(
    place,
    async ({ root }) => [`${root}/manager`],
    ([folder = '']) => {
      opened.push(folder)
      return { lookUp: async () => ({ ...nothingKnown, source: folder }), status: async () => [] }
    },
  )
  expect((await catalogue.lookUp([], [])).source).toBe('/demo/manager')
  there = placeAt('/comfy', false)
  await place.read()
  expect((await catalogue.lookUp([], [])).source).toBe('/comfy/manager')
  await catalogue.lookUp([], [])
  expect(opened).toEqual(['/demo/manager', '/comfy/manager'])
})
