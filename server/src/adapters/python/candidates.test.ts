import { expect, test } from 'vitest'
import { candidatePythons } from './candidates.js'

const none = { bases: [], env: {}, running: null }

test('a portable one on Windows, spelled as it is', () => {
  const root = 'D:\\AI Größe\\ComfyUI_windows_portable\\ComfyUI'
  const found = candidatePythons({ ...none, root, platform: 'win32' })
  expect(found.map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      'D:\\AI Größe\\ComfyUI_windows_portable\\python_embeded\\python.exe',
      'D:\\AI Größe\\ComfyUI_windows_portable\\standalone-env\\python.exe',
      `${root}\\.venv\\Scripts\\python.exe`,
      'D:\\AI Größe\\ComfyUI_windows_portable\\venv\\Scripts\\python.exe',
      `${root}\\conda\\python.exe`,
    ]),
  )
  expect(found.every(({ sure }) => sure === null)).toBe(true)
  expect(new Set(found.map(({ path }) => path)).size).toBe(found.length)
})

test('what the person named comes first, then what runs, then what lies near', () => {
  const env = { COMFYUI_PYTHON: '/opt/py/bin/python', VIRTUAL_ENV: '/home/me/other', CONDA_PREFIX: '/home/me/conda' }
  const found = candidatePythons({ root: '/srv/Comfy UI', bases: ['/home/me/模型'], env, running: '/run/python3', platform: 'linux' })
  expect(found.slice(0, 2)).toEqual([
    { path: '/opt/py/bin/python', says: 'COMFYUI_PYTHON names it.', sure: 'named' },
    { path: '/run/python3', says: 'ComfyUI runs with it now.', sure: 'running' },
  ])
  const near = found.map(({ path }) => path)
  expect(near.indexOf('/srv/Comfy UI/.venv/bin/python')).toBeLessThan(near.indexOf('/home/me/模型/.venv/bin/python'))
  expect(near.slice(-2)).toEqual(['/home/me/other/bin/python', '/home/me/conda/bin/python'])
})

test.each(['python', './python', 'bin/python'])('a relative name (%s) is none', (COMFYUI_PYTHON) => {
  expect(candidatePythons({ ...none, env: { COMFYUI_PYTHON }, root: '/c', platform: 'linux' }).map(({ path }) => path)).not.toContain(COMFYUI_PYTHON)
})
