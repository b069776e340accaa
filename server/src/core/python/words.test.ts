import { describe, expect, test } from 'vitest'
import { simplifyConflict } from './conflict-words.js'
import { causeOfImport } from './import-cause.js'
import { reasonsFor } from './reasons.js'
import { brokenByChanges, kindOfChange, usersOfChanges } from './users-of-changes.js'

test.each([
  [
    '  × No solution found when resolving dependencies:\n  ╰─▶ Because alpha>=3.0 depends on numpy>=2 and you require alpha>=3, we can conclude that you\n      require numpy>=2.\n      And because you require numpy<2, we can conclude that your requirements are\n      unsatisfiable.',
    'alpha>=3.0 needs numpy>=2.\nWanted is alpha>=3.\nWanted is numpy>=2.\nWanted is numpy<2.',
  ],
  ['error: No solution found when resolving dependencies\n  cause: Because nothere was not found in the package registry and you require nothere, we can conclude', 'The index has no nothere.\nWanted is nothere.'],
  ['  cause: Because you require alpha>=3 and alpha==1.0, we can conclude that your requirements are unsatisfiable.', 'Wanted are alpha>=3 and alpha==1.0.'],
  ['Because sdistonly==1.0 has no usable wheels and you require sdistonly', 'sdistonly==1.0 comes as source only, and nothing is built here.\nWanted is sdistonly.'],
  // uv 0.13
  ['  cause: Because all versions of docopt have no usable wheels and you require docopt, we can conclude that your requirements are unsatisfiable.', 'docopt comes as source only, and nothing is built here.\nWanted is docopt.'],
  ['Because all versions of winonly have no wheels with a matching platform tag (e.g., `x`) and you require winonly, we', 'winonly has no wheel for this system.\nWanted is winonly.'],
  ['Because winonly==1.0 has no wheels with a matching platform tag (e.g., `x`) and only winonly==1.0 is available', 'Only winonly==1.0 can be had.\nwinonly==1.0 has no wheel for this system.'],
  [
    'cause: Because all versions of scipy depend on numpy<2 and all versions of impossible depend on numpy>=2, we can conclude that all versions of impossible and all versions of scipy are incompatible.\n And because all versions of impossible depend on scipy and you require impossible, we can',
    'Every scipy needs numpy<2.\nEvery impossible needs numpy>=2.\nEvery impossible needs scipy.\nWanted is impossible.',
  ],
  ['Because the current Python version (3.11.7) does not satisfy Python>=3.13 and', 'It wants Python >=3.13; here is 3.11.7.'],
  ['error: the moon is full\n  hint: wait', 'the moon is full'],
  ['', ''],
])('a conflict in few words', (text, words) => expect(simplifyConflict(text)).toBe(words))

describe('reasons', () => {
  const lines = [{ line: 'alpha>=3', whose: 'Pack A' }, { line: 'Beta', whose: 'Pack B' }]
  const needs = [
    { parent: 'alpha', version: '3.0', requirement: 'gamma' },
    { parent: 'gamma', version: '1', requirement: 'numpy>=2' },
    { parent: 'numpy', version: '2', requirement: 'gamma' },
    { parent: 'beta', version: '1', requirement: 'numpy ; python_version > "3"' },
  ]
  test.each<[string, string[]]>([
    ['alpha', ['Pack A: alpha>=3']],
    ['numpy', ['Pack A: alpha>=3, which needs gamma, which needs numpy>=2', 'Pack B: Beta, which needs numpy ; python_version > "3"']],
    ['unheard', []],
  ])('of %s', (name, reasons) => expect(reasonsFor(name, lines, needs)).toEqual(reasons))
})

describe('who uses what', () => {
  const changes = [
    { name: 'numpy', before: '1.26.4', after: '2.0.0' },
    { name: 'new', before: null, after: '1.0' },
  ]
  test('packs and their workflows', () => {
    const packs = [
      { title: 'Old', lines: ['numpy<2', 'other'], workflows: ['b.json', 'a.json'] },
      { title: 'Any', lines: ['NumPy'], workflows: [] },
      { title: 'Elsewhere', lines: ['numpy<2; sys_platform == "plan9"', 'new'], workflows: [] },
    ]
    expect(usersOfChanges(changes, packs, new Map([['sys_platform', 'linux']]))).toEqual([
      { name: 'numpy', user: 'Any', line: 'NumPy', fits: true, workflows: [] },
      { name: 'numpy', user: 'Old', line: 'numpy<2', fits: false, workflows: ['a.json', 'b.json'] },
    ])
  })
  test('distributions whose needs would no longer be met', () => {
    const installed = new Map([
      ['scipy', { version: '1.11', requires: ['numpy<1.28,>=1.21'] }],
      ['broken-already', { version: '1', requires: ['numpy>=3'] }],
      ['numpy', { version: '1.26.4', requires: [] }],
    ])
    expect(brokenByChanges(changes, installed, new Map())).toEqual([{ name: 'numpy', user: 'scipy 1.11', line: 'numpy<1.28,>=1.21', fits: false, workflows: [] }])
  })
  test.each([[null, '1', 'added'], ['1', null, 'removed'], ['1.0', '1.1', 'upgraded'], ['2', '1', 'downgraded'], ['x', 'y', 'changed']])('%s to %s is %s', (before, after, kind) =>
    expect(kindOfChange({ name: 'x', before, after })).toBe(kind),
  )
})

describe('the cause of a traceback', () => {
  const context = {
    python: '/env/bin/python',
    lines: ['opencv-contrib-python>=4', 'transformers>=4.40'],
    installed: new Map([['pip', { version: '26.0', requires: [] }], ['torch', { version: '2.9.1+cu130', requires: [] }], ['nvidia-cublas', { version: '13.4', requires: [] }], ['numpy', { version: '2.0.0', requires: [] }], ['transformers', { version: '4.30.0', requires: [] }]]),
    protectedPackages: ['torch', 'numpy', 'nvidia-*'],
  }
  const frame = 'Traceback (most recent call last):\n  File "nodes.py", line 2, in load\n'
  test('a module that a requirement would bring', () => {
    expect(causeOfImport(`${frame}ModuleNotFoundError: No module named 'cv2'\n`, context)).toEqual({
      kind: 'module-missing',
      says: 'The module cv2 is missing. The pack asks for it with "opencv-contrib-python>=4".',
      requirement: 'opencv-contrib-python>=4',
      command: ['/env/bin/python', '-m', 'pip', 'install', '--only-binary', ':all:', 'opencv-contrib-python>=4', 'numpy==2.0.0', 'torch==2.9.1+cu130'],
    })
  })
  test.each([
    ["ModuleNotFoundError: No module named 'skimage.filters'", 'module-missing', 'scikit-image'],
    ["ModuleNotFoundError: No module named 'comfy.ldm.new'", 'own-module-missing', null],
    ["ModuleNotFoundError: No module named 'torch._six'", 'version-wrong', null],
    ["ImportError: cannot import name 'X' from 'transformers.models' (/x/__init__.py)", 'name-missing', 'transformers>=4.40'],
    ["ImportError: cannot import name 'io' from 'comfy_api.latest'", 'own-module-missing', null],
    ['ImportError: libGL.so.1: cannot open shared object file: No such file or directory', 'library-missing', null],
    ['ImportError: DLL load failed while importing _ext: The specified module could not be found.', 'library-missing', null],
    ['ValueError: numpy.dtype size changed, may indicate binary incompatibility.', 'version-wrong', null],
    ['RuntimeError: no luck\n', 'other', null],
    ['', 'other', null],
    ["ModuleNotFoundError: No module named 'first'\n\nDuring handling of the above exception, another exception occurred:\nImportError: libGL.so.1: cannot open shared object file", 'library-missing', null],
  ])('%s', (end, kind, requirement) => expect(causeOfImport(frame + end, context)).toMatchObject({ kind, requirement }))
})
