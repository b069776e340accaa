import { readFile, stat, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { PackageChange } from '@greenlight/shared/plan-effects'
import { describe, expect, test } from 'vitest'
import type { PackagesEffect } from '../../../core/change-ports.js'
import { makeEnvironment, never, testUv } from '../testing/environment.js'
import { serveIndex } from '../testing/index-server.js'
import type { Wheel } from '../testing/wheels.js'
import { createPackageEffects } from './create-package-effects.js'

const wheels: readonly Wheel[] = [
  { name: 'alpha', version: '1.0', scripts: { 'alpha-run': 'alpha:main' }, files: { 'alpha/__init__.py': 'one = 1\n', 'alpha/old.py': 'old = 1\n', 'shared_space/a.txt': 'from alpha 1' } },
  { name: 'alpha', version: '2.0', scripts: { 'alpha-run': 'alpha:main', 'alpha-new': 'alpha:main' }, files: { 'alpha/__init__.py': 'two = 2\n', 'alpha/deep/new.py': 'new = 1\n', 'shared_space/b.txt': 'from alpha 2' } },
  { name: 'beta', version: '1.5', files: { 'beta/__init__.py': '', 'shared_space/a.txt': 'from beta', 'beta-1.5.data/data/share/beta/readme.txt': 'data' } },
  { name: 'gamma', version: '3.0' },
]

const change = (name: string, before: string | null, after: string | null, archive?: string): PackageChange => ({ name, before, after, why: [], protected: false, ...(archive === undefined ? {} : { archive }) })

describe.skipIf(testUv === null)('package effects', () => {
  async function world() {
    const index = await serveIndex(...wheels)
    const env = await makeEnvironment()
    await env.install(index.endpoint, 'alpha==1.0', 'gamma==3.0')
    const hash = (name: string, version: string) => index.hashOf({ name, version })
    const effect: PackagesEffect = {
      do: 'packages',
      python: env.interpreter.python,
      changes: [change('alpha', '1.0', '2.0', hash('alpha', '2.0')), change('beta', null, '1.5', hash('beta', '1.5')), change('gamma', '3.0', null)],
      keep: env.files.at('state/plans/P/keep/packages-1'),
    }
    const back: PackagesEffect = { ...effect, do: 'packages-back' }
    const effects = createPackageEffects(env.partsFor(index.endpoint))
    return { index, env, effect, back, effects, options: { signal: never }, [Symbol.asyncDispose]: async () => { await index.close(); await env[Symbol.asyncDispose]() } }
  }

  test('adds, changes and removes, and gives back every byte, mode and time', async () => {
    await using w = await world()
    const site = w.env.interpreter.purelib
    // What a user and Python did to it since: a hand-made change, an old time, a compiled module.
    await writeFile(path.join(site, 'alpha/__init__.py'), 'one = 1  # mine\n')
    await utimes(path.join(site, 'alpha/old.py'), 1_000_000_000.123, 1_000_000_000.123)
    const probe = w.env.partsFor('').run
    await probe({ command: w.env.interpreter.python, args: ['-c', 'import alpha, alpha.old, gamma'], cwd: w.env.files.root, timeoutMs: 9000, maxOutputBytes: 1000, signal: never, network: 'none' })
    const before = await w.env.tree()
    expect(before.filter((line) => line.includes('.pyc file'))).toHaveLength(3)

    expect(await w.effects.look(w.effect)).toBe('before')
    expect(await w.effects.look(w.back)).toBe('after')
    await w.effects.carryOut(w.effect, w.options)
    expect(await w.env.versions()).toEqual({ alpha: '2.0', beta: '1.5' })
    expect(await readFile(path.join(w.env.interpreter.data, 'share/beta/readme.txt'), 'utf8')).toBe('data')
    expect(await w.effects.look(w.effect)).toBe('after')
    expect(await w.effects.look(w.back)).toBe('before')
    const after = await w.env.tree()

    // Python compiles the new version, and somebody puts a file of their own beside it.
    await probe({ command: w.env.interpreter.python, args: ['-c', 'import alpha, alpha.deep.new, beta'], cwd: w.env.files.root, timeoutMs: 9000, maxOutputBytes: 1000, signal: never, network: 'none' })
    await w.index.close()
    const used = await w.env.tree()
    await w.effects.carryOut(w.back, w.options)
    expect(await w.env.tree()).toEqual(before)
    await expect(stat(path.join(w.env.interpreter.data, 'share'))).rejects.toThrow('ENOENT')
    expect(await w.effects.look(w.effect)).toBe('before')
    expect(await w.effects.look(w.back)).toBe('after')

    await w.effects.takeBack(w.back, w.options)
    expect(await w.env.tree()).toEqual(used)
    expect(await w.effects.look(w.back)).toBe('before')
    expect(after.length).toBeLessThan(used.length)
  })

  test('a file of somebody else keeps its folder', async () => {
    await using w = await world()
    await w.effects.carryOut(w.effect, w.options)
    await writeFile(path.join(w.env.interpreter.purelib, 'beta/mine.txt'), 'mine')
    await w.effects.carryOut(w.back, w.options)
    expect(await w.env.versions()).toEqual({ alpha: '1.0', gamma: '3.0' })
    expect(await readFile(path.join(w.env.interpreter.purelib, 'beta/mine.txt'), 'utf8')).toBe('mine')
  })

  test('asks the index before it touches anything, and nobody afterwards', async () => {
    await using w = await world()
    const before = await w.env.tree()
    const lying = { ...w.effect, changes: [change('alpha', '1.0', '2.0', `sha256:${'0'.repeat(64)}`)] }
    await expect(w.effects.carryOut(lying, w.options)).rejects.toMatchObject({ problem: { code: 'UV_REFUSED', message: expect.stringContaining('Hash mismatch') as unknown } })
    expect(await w.effects.look(lying)).toBe('before')
    await w.index.close()
    await expect(w.effects.carryOut({ ...w.effect, changes: [change('delta', null, '1.0')] }, w.options)).rejects.toMatchObject({ problem: { code: 'SOURCE_UNREACHABLE' } })
    const off = createPackageEffects({ ...w.env.partsFor(w.index.endpoint), source: () => ({ use: 'off', index: `${w.index.endpoint}/simple/` }) })
    await expect(off.carryOut(w.effect, w.options)).rejects.toMatchObject({ problem: { code: 'SOURCE_OFF' } })
    await expect(w.effects.carryOut(w.effect, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough')
    expect(await w.env.tree()).toEqual(before)
  })

  test('refuses what it could not bring back', async () => {
    await using w = await world()
    const place = path.join(w.env.interpreter.purelib, 'alpha-1.0.dist-info/RECORD')
    await writeFile(place, `${await readFile(place, 'utf8')}../../../../../outside.txt,,\n`)
    const before = await w.env.tree()
    await expect(w.effects.carryOut(w.effect, w.options)).rejects.toMatchObject({ problem: { code: 'UV_REFUSED', message: expect.stringContaining('outside of its environment') as unknown } })
    await expect(w.effects.carryOut({ ...w.effect, changes: [change('alpha', '0.9', '2.0')] }, w.options)).rejects.toMatchObject({ problem: { message: expect.stringContaining('alpha is 1.0 now') as unknown } })
    expect(await w.env.tree()).toEqual(before)
    await w.effects.takeBack(w.effect, w.options)
    expect(await w.env.tree()).toEqual(before)
  })

  test('once more after an undo: with the kept bytes, or anew where something was changed by hand', async () => {
    await using w = await world()
    await w.effects.carryOut(w.effect, w.options)
    const after = await w.env.tree()
    await w.effects.carryOut(w.back, w.options)
    const asked = w.index.asked.length
    await w.effects.carryOut(w.effect, w.options)
    expect(await w.env.tree()).toEqual(after)
    expect(w.index.asked).toHaveLength(asked)
    await w.effects.takeBack(w.effect, w.options)
    await writeFile(path.join(w.env.interpreter.purelib, 'alpha/__init__.py'), 'changed = 1\n')
    const changed = await w.env.tree()
    await w.effects.carryOut(w.effect, w.options)
    await w.effects.carryOut(w.back, w.options)
    expect(await w.env.tree()).toEqual(changed)
  })
})
