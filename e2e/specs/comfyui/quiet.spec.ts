import { expect, test } from '../../fixtures.ts'

/** Promise: we ask nobody but this machine, and name no file of ours to anybody. */

const hostsOwn = ['api.comfy.org', 'huggingface.co']

test('a whole visit asks nobody outside on our behalf @real', async ({ comfy, watch }) => {
  await comfy.load('mixed')
  await comfy.openTab()
  await expect(comfy.row(/lantern-nodes/)).toBeVisible()
  await comfy.load('ready')
  await expect(comfy.verdict).toHaveText(/Ready to queue|Will not run here/)
  expect([...watch.outside].filter((host) => !hostsOwn.includes(host))).toEqual([])
  expect(watch.strangers).toEqual([])
})
