import { describe, expect, test } from 'vitest'
import { evaluateMarker } from './markers.js'
import { isProtected } from './protected.js'
import { canonicalRequirement, parseRequirement } from './requirement.js'
import { unmetNames } from './satisfied.js'

const markers = new Map([['python_version', '3.11'], ['python_full_version', '3.11.7'], ['sys_platform', 'win32'], ['platform_machine', 'AMD64'], ['implementation_name', 'cpython']])

test.each<[string, string]>([
  ['numpy', 'numpy'],
  ['  OpenCV_Python >= 4.5 , <5 # comment', 'opencv-python<5,>=4.5'],
  ['a.b[Two, one] (>=1.0) ; python_version  <  "3.12"', 'a-b[one,two]>=1.0 ; python_version < "3.12"'],
  ['torch==2.9.1+cu130', 'torch==2.9.1+cu130'],
  ['x==1.*', 'x==1.*'],
  ['numpy>=1.25,', 'numpy>=1.25'],
])('%j reads as %j', (line, canonical) => expect(canonicalRequirement(parseRequirement(line)!)).toBe(canonical))

test.each([
  '', '# comment', '--index-url https://x', '-r other.txt', '-e .', 'git+https://x/y', 'https://x/y.whl', './local', 'name @ https://x/y.whl', 'name --hash=sha256:00',
  'a b', 'x>=', 'x>>1', 'x ;', 'x>=1 --no-binary', '../x', 'C:\\x', '$(touch x)', 'x>=1; import os;', 'é', `x>=1\n--index-url=y`,
])('%j is none', (line) => {
  const read = parseRequirement(line)
  if (line === 'x>=1; import os;') expect(evaluateMarker(read!.marker, markers, '')).toBeNull()
  else expect(read).toBeNull()
})

describe('a marker', () => {
  test.each<[string, boolean | null]>([
    ['python_version < "3.12"', true],
    ["python_version<'3.9'", false],
    ['python_version >= "3.10" and sys_platform == "win32"', true],
    ['sys_platform == "linux" or platform_machine in "AMD64 x86_64"', true],
    ['(sys_platform == "linux" or sys_platform == "darwin") and python_version > "3"', false],
    ['sys_platform not in "linux darwin"', true],
    ['"win" in sys_platform', true],
    ['extra == "gpu"', true],
    ['extra == "all" or extra == "gpu"', true],
    ['python_full_version ~= "3.11.0"', true],
    ['python_version == "3.*"', true],
    ['platform_release >= "5"', null],
    ['platform_release == "x" and sys_platform == "linux"', false],
    ['platform_release == "x" or sys_platform == "win32"', true],
    ['', null],
    ['(python_version > "3"', null],
    ['python_version > "3")', null],
    ['python_version > "3" sys_platform', null],
    ['and', null],
    ['__import__("os")', null],
    [`${'('.repeat(500)}`, null],
  ])('%s: %s', (marker, answer) => expect(evaluateMarker(marker, markers, 'gpu')).toBe(answer))
})

describe('what is not met', () => {
  const installed = new Map([
    ['alpha', { version: '1.0', requires: ['beta>=2', 'gamma; extra == "more"', 'delta; sys_platform == "linux"'] }],
    ['beta', { version: '2.5', requires: ['alpha'] }],
    ['epsilon', { version: '1', requires: ['beta<2', 'zeta @ https://x/z.whl'] }],
  ])
  const ask = (...lines: string[]) => unmetNames(lines.map((line) => parseRequirement(line)!), installed, markers)

  test.each<[string[], string[]]>([
    [['alpha'], []],
    [['Alpha>=1', 'beta'], []],
    [['alpha>=2'], ['alpha']],
    [['alpha[more]'], ['gamma']],
    [['epsilon'], ['beta', 'zeta']],
    [['new; sys_platform == "linux"'], []],
    [['new; platform_release == "x"'], ['new']],
    [[], []],
  ])('%j needs %j', (lines, names) => expect(ask(...lines)).toEqual(names))
})

test('protected by name or by beginning', () => {
  const patterns = ['torch', 'nvidia-*']
  expect(['torch', 'torchsde', 'nvidia-cublas-cu12', 'nvidia', 'my-torch'].filter((name) => isProtected(name, patterns))).toEqual(['torch', 'nvidia-cublas-cu12'])
})
