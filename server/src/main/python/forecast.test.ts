import { access, mkdir, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { type TestEnvironment, makeEnvironment, never, testUv } from '../../adapters/uv/testing/environment.js'
import { serveIndex } from '../../adapters/uv/testing/index-server.js'
import { zip } from '../../adapters/uv/testing/wheels.js'
import { createLedger } from '../../adapters/files/sources/ledger.js'
import { createPolicyBook } from '../../adapters/files/policy/policy-book.js'
import type { PackagesEffect } from '../../core/change-ports.js'
import { openPython } from './open-python.js'

const canary = (file: string) => `open(${JSON.stringify(file)}, "w").write("ran")\n`

async function world(use: 'ask' | 'off' | 'on' = 'on') {
  const env = await makeEnvironment()
  const ran = env.files.at('canary')
  const index = await serveIndex(
    { name: 'torch', version: '2.4.0' },
    { name: 'torch', version: '2.9.1' },
    { name: 'numpy', version: '1.26.4' },
    { name: 'numpy', version: '2.0.0' },
    { name: 'scipy', version: '1.0', requires: ['numpy<2'] },
    { name: 'alpha', version: '1.0', files: { 'alpha/__init__.py': canary(ran) } },
    { name: 'alpha', version: '2.0', requires: ['beta>=1'], files: { 'alpha/__init__.py': canary(ran) } },
    { name: 'alpha', version: '3.0', requires: ['numpy>=2', 'gamma[more]'] },
    { name: 'beta', version: '1.0' },
    { name: 'gamma', version: '1.0', requires: ['delta ; extra == "more"', 'epsilon ; sys_platform == "plan9"'] },
    { name: 'delta', version: '1.0' },
    { name: 'wants-new-torch', version: '1.0', requires: ['torch>=2.5'] },
    { name: 'impossible', version: '1.0', requires: ['numpy>=2', 'scipy'] },
  )
  const setup = zip(new Map([['sdist-only-1.0/setup.py', `${canary(ran)}from setuptools import setup\nsetup(name="sdist-only", version="1.0")\n`], ['sdist-only-1.0/PKG-INFO', 'Metadata-Version: 1.0\nName: sdist-only\nVersion: 1.0\n']]))
  index.addFile('sdist-only', 'sdist-only-1.0.zip', setup)
  const state = env.files.at('state')
  await env.files.add({
    'state/sources.yaml': `pypi:\n  use: ${use}\n  endpoint: ${index.endpoint}\n`,
    'ComfyUI/requirements.txt': 'torch\nnumpy>=1.25.0\r\n# more\nalpha\n',
    'ComfyUI/custom_nodes/old pack/requirements.txt': 'numpy<2\nalpha>=0.5',
    'ComfyUI/custom_nodes/off.disabled/requirements.txt': 'numpy<1',
  })
  if (testUv !== null && path.isAbsolute(testUv)) {
    await mkdir(path.join(state, 'tools/uv-0.13.9'), { recursive: true })
    await symlink(testUv, path.join(state, 'tools/uv-0.13.9', path.basename(testUv)))
  }
  const root = env.files.at('ComfyUI')
  const locations = async () => ({ user: path.join(root, 'user'), input: '', output: '', customNodes: [path.join(root, 'custom_nodes')], modelFolders: new Map(), problems: [] })
  const policy = createPolicyBook(state)
  const room = openPython({ state, env: { COMFYUI_PYTHON: env.interpreter.python }, place: { root, locations }, policy })
  return { env, index, room, ran, async [Symbol.asyncDispose]() { await index.close(); await env[Symbol.asyncDispose]() } }
}
type World = Awaited<ReturnType<typeof world>>

async function forecast({ room }: World, lines: readonly string[], ask: readonly string[] = []) {
  const python = await room.forecaster.python(never)
  return room.forecaster.forecast({ python: python!, lines: lines.map((line) => ({ line, whose: 'Pack' })), ask }, never)
}
const brief = (answer: Awaited<ReturnType<typeof forecast>>) =>
  answer.ok ? answer.changes.map(({ name, before, after, protected: guarded }) => `${name} ${before} -> ${after}${guarded ? ' protected' : ''}`) : [answer.problem.code, answer.conflict]

/** Nothing of the environment changed, and no code of a package ran. */
async function untouched(env: TestEnvironment, ran: string, before: readonly string[]) {
  expect(await env.tree()).toEqual(before)
  for (const file of [ran, path.join(env.interpreter.prefix, '.lock')]) await expect(access(file)).rejects.toThrow('ENOENT')
}

describe.skipIf(testUv === null)('a forecast', () => {
  test('tells what would change and why, and changes nothing', { timeout: 60_000 }, async () => {
    await using w = await world()
    await w.env.install(w.index.endpoint, 'torch==2.4.0', 'numpy==1.26.4', 'scipy==1.0', 'beta==1.0')
    const { removeOwnFile } = w.env.partsFor('')
    await removeOwnFile(path.join(w.env.interpreter.prefix, '.lock'))
    const before = await w.env.tree()

    const python = await w.room.forecaster.python(never)
    expect(python).toMatchObject({ python: w.env.interpreter.python, says: 'COMFYUI_PYTHON names it.', version: w.env.interpreter.version })
    expect([...python!.distributions]).toEqual([['beta', '1.0'], ['numpy', '1.26.4'], ['scipy', '1.0'], ['torch', '2.4.0']])

    // The newest that leaves everything as it is, though a newer one exists.
    const added = await forecast(w, ['alpha'])
    expect(brief(added)).toEqual(['alpha null -> 2.0'])
    expect(added).toMatchObject({ hosts: [w.index.host], changes: [{ why: ['Pack: alpha'], archive: w.index.hashOf({ name: 'alpha', version: '2.0' }) }] })
    const told = await createLedger(w.env.files.at('state')).tail()
    expect(told.every(({ source, host, purpose }) => source === 'pypi' && host.endsWith(w.index.host) && purpose === 'Python packages, by uv')).toBe(true)
    expect(told.filter(({ status, received }) => status === 200 && received > 100).length).toBeGreaterThan(1)

    const protectedOne = await forecast(w, ['alpha>=3'])
    expect(brief(protectedOne)).toEqual(['alpha null -> 3.0', 'delta null -> 1.0', 'gamma null -> 1.0', 'numpy 1.26.4 -> 2.0.0 protected'])
    expect(protectedOne).toMatchObject({
      says: ['scipy 1.0 asks for numpy<2; numpy would be 2.0.0.', 'The node pack old pack asks for numpy<2; numpy would be 2.0.0.'],
      changes: [{}, { why: [expect.stringMatching(/^Pack: alpha>=3, which needs gamma\[more\], which needs delta/)] }, {}, { why: ['Pack: alpha>=3, which needs numpy>=2'] }],
    })

    expect(brief(await forecast(w, ['wants-new-torch']))).toEqual(['torch 2.4.0 -> 2.9.1 protected', 'wants-new-torch null -> 1.0'])
    expect(brief(await forecast(w, ['beta<1']))).toEqual(['UV_REFUSED', expect.stringContaining('beta<1')])
    const conflict = await forecast(w, ['impossible'])
    expect(brief(conflict)).toEqual(['UV_REFUSED', expect.stringContaining('numpy>=2')])
    expect(brief(await forecast(w, ['sdist-only']))[0]).toBe('UV_REFUSED')
    expect(JSON.stringify(await forecast(w, ['sdist-only']))).toContain('nothing is built here')
    expect(brief(await forecast(w, ['nothere']))).toEqual(['UV_REFUSED', expect.stringContaining('The index has no nothere.')])
    for (const line of ['--index-url https://x', 'git+https://x/y', 'alpha @ https://x/alpha.whl', './alpha', '-e .']) expect(brief(await forecast(w, [line]))[0], line).toBe('UV_REFUSED')
    await untouched(w.env, w.ran, before)
  })

  test('upgrades and downgrades only what has to be', { timeout: 60_000 }, async () => {
    await using w = await world()
    await w.env.install(w.index.endpoint, 'alpha==2.0', 'beta==1.0', 'numpy==2.0.0')
    expect(brief(await forecast(w, ['alpha<2']))).toEqual(['alpha 2.0 -> 1.0'])
    expect(brief(await forecast(w, ['alpha>2']))).toEqual(['alpha 2.0 -> 3.0', 'delta null -> 1.0', 'gamma null -> 1.0'])
  })

  test('asks nobody where everything is there, where the source is off, and where it was asked before', { timeout: 60_000 }, async () => {
    await using w = await world('ask')
    await w.env.install(w.index.endpoint, 'alpha==2.0')
    w.index.asked.length = 0
    expect(await forecast(w, ['Alpha>=2', 'beta ; python_version > "3"', 'plan9 ; sys_platform == "plan9"'])).toMatchObject({ ok: true, changes: [], hosts: [], bytes: 0 })
    expect(brief(await forecast(w, ['numpy']))[0]).toBe('SOURCE_OFF')
    expect(w.index.asked).toEqual([])
    const first = await forecast(w, ['numpy>=1,<2'], ['pypi'])
    expect(brief(first)).toEqual(['numpy null -> 1.26.4'])
    const asked = w.index.asked.length
    expect(asked).toBeGreaterThan(0)
    await w.index.close()
    expect(await forecast(w, ['numpy>=1,<2'], ['pypi'])).toEqual(first)
    expect(brief(await forecast(w, ['numpy>=1,<2']))[0]).toBe('SOURCE_OFF')
  })

  test('refuses what it could not bring back', { timeout: 60_000 }, async () => {
    await using w = await world()
    await w.env.files.add({ [path.relative(w.env.files.root, path.join(w.env.interpreter.purelib, 'beta-0.5.dist-info/METADATA'))]: 'Metadata-Version: 2.1\nName: Beta\nVersion: 0.5\n' })
    expect(JSON.stringify(await forecast(w, ['beta>=1']))).toContain('without a list of its files')
  })
})

describe.skipIf(testUv === null)('checks', () => {
  test('imports, versions and the digest of all packages', { timeout: 60_000 }, async () => {
    await using w = await world()
    const { python } = w.env.interpreter
    await w.env.install(w.index.endpoint, 'torch==2.4.0', 'numpy==1.26.4', 'beta==1.0')
    const facts = await w.room.forecaster.python(never)
    const imports = () => w.room.checks.imports({ check: 'imports', python }, never)
    expect(await imports()).toMatchObject({ state: 'true', says: "ComfyUI's Python still imports what it needs: torch and numpy." })
    expect(await w.room.checks.differs({ of: 'python', python, digest: facts!.digest }, never)).toBeNull()
    const changes = [{ name: 'numpy', before: null, after: '1.26.4', why: [], protected: true }]
    expect(await w.room.checks.packages({ check: 'packages', python, changes }, never)).toMatchObject({ state: 'true' })

    await w.env.install(w.index.endpoint, 'numpy==2.0.0')
    expect(await w.room.checks.differs({ of: 'python', python, digest: facts!.digest }, never)).toContain('were changed since')
    expect(await w.room.checks.packages({ check: 'packages', python, changes }, never)).toMatchObject({ state: 'false', says: 'numpy is 2.0.0, not 1.26.4.' })
    await writeFile(path.join(w.env.interpreter.purelib, 'numpy/__init__.py'), 'import beta, yaml\n')
    expect(await imports()).toMatchObject({ state: 'false', says: expect.stringMatching(/^numpy of numpy cannot be imported\. The module yaml is missing\./) as unknown })
    await writeFile(path.join(w.env.interpreter.purelib, 'torch/__init__.py'), 'import os\nos._exit(139)\n')
    expect(await imports()).toMatchObject({ state: 'false', says: 'Python itself broke off while it imported torch.' })
    await writeFile(path.join(w.env.interpreter.purelib, 'torch/__init__.py'), 'import socket\nsocket.create_connection(("192.0.2.1", 80), 1)\n')
    expect(await imports()).toMatchObject({ state: 'false' })
    expect(await w.room.checks.imports({ check: 'imports', python: `${python}-not` }, never)).toMatchObject({ state: 'unknown' })
  })
})

test.skipIf(testUv === null)('an endpoint that may not be asked is never handed to uv', { timeout: 30_000 }, async () => {
  await using w = await world()
  await w.env.files.add({ 'state/sources.yaml': 'pypi:\n  use: on\n  endpoint: http://10.0.0.1:8081\n' })
  expect(brief(await forecast(w, ['alpha']))[0]).toBe('SOURCE_REFUSED_ADDRESS')
  const changes = [{ name: 'alpha', before: null, after: '1.0', why: [], protected: false }]
  const effect: PackagesEffect = { do: 'packages', python: w.env.interpreter.python, changes, keep: w.env.files.at('state/keep') }
  await expect(w.room.effects.carryOut(effect, { signal: never })).rejects.toMatchObject({ problem: { code: 'SOURCE_REFUSED_ADDRESS' } })
})
