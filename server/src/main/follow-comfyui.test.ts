import { setTimeout as pause } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { nothingInstalled } from '../core/installed.js'
import { followComfyUI } from './follow-comfyui.js'

const live = { ...nothingInstalled, objectInfo: 'live' } as const

it('tells since when ComfyUI was seen to run, and forgets it when it was seen to be down', async () => {
  let [up, now] = [true, 1000]
  let looked = 0
  const place = { isUp: async () => ((looked += 1), up) }
  const watch = { refresh: async () => Promise.reject(new Error('not now')) }
  const until = async (looks: number) => {
    await vi.waitUntil(() => looked >= looks, { timeout: 10_000 })
    await pause(20)
  }
  const follow = followComfyUI(place, watch, () => now)
  expect(follow.tellSince(live).runningBy).toBeNull()
  follow.start()
  await until(1)
  now = 5000
  await until(2)
  expect(follow.tellSince(live).runningBy).toBe(1000)
  expect(follow.tellSince({ ...live, runningBy: 400 }).runningBy).toBe(400)
  expect(follow.tellSince({ ...live, runningBy: 4000 }).runningBy).toBe(1000)
  expect(follow.tellSince({ ...live, objectInfo: 'recorded' }).runningBy).toBeNull()
  up = false
  await until(3)
  expect(follow.tellSince(live).runningBy).toBeNull()
  follow.stop()
})
