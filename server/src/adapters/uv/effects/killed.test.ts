import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { PackagesEffect } from '../../../core/change-ports.js'
import { startChild } from '../../sqlite/testing/child.js'
import { makeEnvironment, never, testUv } from '../testing/environment.js'
import { serveIndex } from '../testing/index-server.js'
import { createPackageEffects } from './create-package-effects.js'
import type { PackageEffectParts } from './parts.js'

const many = (version: string, from: number) =>
  Object.fromEntries([['big/__init__.py', `version = ${version}\n`], ...Array.from({ length: 40 }, (_, at): [string, string] => [`big/part${from + at}/module.py`, `part = ${at} * ${version}\n`])])
const options = { signal: never }
/** `GREENLIGHT_KILLS` at all: every moment, not some of them. */
const isWhole = process.env.GREENLIGHT_KILLS !== undefined
/** Milliseconds after uv began; less than none: before. */
const waits = isWhole ? [-1, 0, 15, 30, 45, 60, 80] : [-1, 0, 30, 60]
const stride = isWhole ? 29 : 67

async function world() {
  const index = await serveIndex(
    { name: 'big', version: '1.0', files: many('1.0', 0), scripts: { big: 'big:main' } },
    { name: 'big', version: '2.0', files: many('2.0', 20), scripts: { big: 'big:main' } },
    { name: 'small', version: '1.0' },
  )
  const env = await makeEnvironment()
  await env.install(index.endpoint, 'big==1.0')
  const archive = (name: string, version: string) => ({ archive: index.hashOf({ name, version }) })
  const effect: PackagesEffect = {
    do: 'packages',
    python: env.interpreter.python,
    changes: [
      { name: 'big', before: '1.0', after: '2.0', why: [], protected: false, ...archive('big', '2.0') },
      { name: 'small', before: null, after: '1.0', why: [], protected: false, ...archive('small', '1.0') },
    ],
    keep: env.files.at('state/keep'),
  }
  return { index, env, effect, before: await env.tree(), [Symbol.asyncDispose]: async () => { await index.close(); await env[Symbol.asyncDispose]() } }
}

describe.skipIf(testUv === null || process.platform === 'win32')('killed at any moment', () => {
  test('the next one finds its way, forth or back', { timeout: 120_000 }, async () => {
    await using w = await world()
    const effects = createPackageEffects(w.env.partsFor(w.index.endpoint))
    process.env.GREENLIGHT_TEST_UV = testUv ?? ''
    const file = new URL('../testing/change-packages.ts', import.meta.url)
    const begin = (act: 'carryOut' | 'takeBack') => startChild(file, JSON.stringify(w.effect), act, w.env.files.root, w.index.endpoint)
    const standsAt = async (word: string) => {
      for (let tries = 0; tries < 2000; tries++) {
        if ((await readFile(path.join(w.effect.keep, 'stands.json'), 'utf8').catch(() => '')).includes(word)) return
        await pause(1)
      }
    }
    const seen: string[] = []
    for (const wait of waits) {
      const child = begin('carryOut')
      await child.line()
      if (wait < 0) await pause(60)
      else {
        await standsAt('going')
        await pause(wait)
      }
      await child.kill()
      seen.push(await effects.look(w.effect))
      if (seen.length % 2 === 0) {
        await effects.carryOut(w.effect, options)
        expect(await w.env.versions()).toEqual({ big: '2.0', small: '1.0' })
        expect(await effects.look(w.effect)).toBe('after')
        // Killed again, on the way back.
        const back = begin('takeBack')
        await back.line()
        await standsAt('returning')
        await pause(wait / 4)
        await back.kill()
        seen.push(await effects.look(w.effect))
      }
      await effects.takeBack(w.effect, options)
      expect(await effects.look(w.effect)).toBe('before')
      expect(await w.env.tree()).toEqual(w.before)
    }
    expect(new Set(seen)).toContain('between')
  })

  test('at each of its own writes and deletions', { timeout: 120_000 }, async () => {
    await using w = await world()
    const effects = createPackageEffects(w.env.partsFor(w.index.endpoint))
    await effects.carryOut(w.effect, options)
    const after = await w.env.tree()
    const back: PackagesEffect = { ...w.effect, do: 'packages-back' }
    let ended = false
    for (let at = 0; !ended; at = at < 6 ? at + 1 : at + stride) {
      const faulty = createPackageEffects(failingAt(w.env.partsFor(w.index.endpoint), at))
      ended = await faulty.carryOut(back, options).then(() => true, () => false)
      if (at % 2 === 0) {
        await effects.carryOut(back, options)
        expect(await effects.look(back)).toBe('after')
        expect(await w.env.tree()).toEqual(w.before)
        const again = createPackageEffects(failingAt(w.env.partsFor(w.index.endpoint), at))
        await again.takeBack(back, options).catch(() => undefined)
      }
      await effects.takeBack(back, options)
      expect(await effects.look(back)).toBe('before')
      expect(await w.env.tree()).toEqual(after)
    }
  })
})

/** Parts of which the call of this number, and all after it, fail as on a dead disk. */
function failingAt(parts: PackageEffectParts, number: number): PackageEffectParts {
  let calls = 0
  const failing = <A extends readonly unknown[]>(act: (...given: A) => Promise<void>) => async (...given: A): Promise<void> => {
    if (calls++ >= number) throw Object.assign(new Error('dead'), { code: 'EIO' })
    await act(...given)
  }
  return { ...parts, removeOwnFile: failing(parts.removeOwnFile), removeEmptyFolder: failing(parts.removeEmptyFolder), writeAtomically: failing(parts.writeAtomically) }
}
