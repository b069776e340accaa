import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { runProgram } from '../process/run-program.js'
import { makeEnvironment, never, testUv } from '../uv/testing/environment.js'
import { findPython } from './find-python.js'
import { findRunningPython } from './running-python.js'

describe.skipIf(testUv === null || process.platform === 'win32')('the Python of an installation', () => {
  async function world() {
    const env = await makeEnvironment()
    const root = env.files.at('env-parent', 'ComfyUI')
    await env.files.add({ 'env-parent/ComfyUI/main.py': 'import time\ntime.sleep(60)\n' })
    const ask = (more: Partial<Parameters<typeof findPython>[0]> = {}) =>
      findPython({ root, bases: [], env: {}, run: runProgram, cwd: env.files.root, serverVersion: null, ...more }, never)
    return { env, root, ask, python: env.interpreter.python, [Symbol.asyncDispose]: () => env[Symbol.asyncDispose]() }
  }

  test('one that lies near and holds ComfyUI\'s packages goes before one that holds none', async () => {
    await using w = await world()
    expect((await w.ask()).interpreter).toBeNull()
    const bare = await w.ask({ bases: [w.env.files.root] })
    expect(bare.interpreter?.python).toBe(w.python)
    expect(bare.passed[0]).toContain('it holds no package of ComfyUI')
    await w.env.files.add({ [path.relative(w.env.files.root, path.join(w.env.interpreter.purelib, 'torch-2.9.1.dist-info/METADATA'))]: 'Name: torch\nVersion: 2.9.1+cpu\n' })
    const found = await w.ask({ bases: [w.env.files.root] })
    expect(found.interpreter?.says).toMatch(/^It is the virtual environment .*env\. It holds torch 2\.9\.1\+cpu\.$/)
    expect(found.interpreter?.purelib).toContain('site-packages')
    expect(found.interpreter?.markers.get('python_version')).toBe(found.interpreter?.version.split('.').slice(0, 2).join('.'))
  })

  test('the running server\'s version decides', async () => {
    await using w = await world()
    const env = { COMFYUI_PYTHON: w.python }
    const right = await w.ask({ env, serverVersion: `${w.env.interpreter.version} (main, Jan 1 2026) [GCC 14]` })
    expect(right.interpreter?.says).toContain("is the running server's")
    const wrong = await w.ask({ env, serverVersion: '2.7.18 (old)' })
    expect(wrong).toEqual({ interpreter: null, passed: [`${w.python}: it is Python ${w.env.interpreter.version}, and the running server says 2.7.18.`] })
  })

  test('what is no Python is passed over, with a word', async () => {
    await using w = await world()
    await w.env.files.add({ 'liar/bin/python': '#!/bin/sh\necho Python 3.12\n', 'hanging/bin/python': '' })
    await chmod(w.env.files.at('liar/bin/python'), 0o755)
    for (const [file, because] of [['liar/bin/python', 'it does not answer as a Python does'], ['hanging/bin/python', 'it cannot be started'], ['gone/python', 'there is no such file']] as const)
      expect((await w.ask({ env: { COMFYUI_PYTHON: w.env.files.at(file) } })).passed, file).toEqual([`${w.env.files.at(file)}: ${because}.`])
  })

  test('writes nothing and runs nothing of the folder it is started in', async () => {
    await using w = await world()
    await w.env.files.add({ 'json.py': 'open("canary", "w")\n' })
    const before = await w.env.tree()
    await w.ask({ env: { COMFYUI_PYTHON: w.python } })
    expect(await w.env.tree()).toEqual(before)
    await expect(import('node:fs/promises').then(({ access }) => access(w.env.files.at('canary')))).rejects.toThrow('ENOENT')
  })

  test.skipIf(process.platform !== 'linux')('one that runs ComfyUI now, as its command line names it', async () => {
    await using w = await world()
    expect(await findRunningPython(w.root)).toBeNull()
    const child = spawn(w.python, ['-s', 'main.py', '--port', '8188'], { cwd: w.root, stdio: 'ignore' })
    onTestFinished(() => void child.kill('SIGKILL'))
    await once(child, 'spawn')
    await expect.poll(() => findRunningPython(w.root)).toBe(w.python)
    expect((await w.ask()).interpreter?.says).toBe('ComfyUI runs with it now.')
    expect(await findRunningPython(path.dirname(w.root))).toBeNull()
  })
})
