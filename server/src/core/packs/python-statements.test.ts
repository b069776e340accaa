import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readStatements } from './python-statements.js'

it('cuts statements, with lines, strings and when they run', () => {
  const text = '"""docstring with eval("x")\r\nand more\r\n"""\r\nimport os  # os.system("x")\r\n\r\ndef f(a,\r\n      b="#no"):\r\n    \'doc\'\r\n    g(a); h(b)\r\nclass C:\r\n    x = 1\r\n    def m(self): return 2\r\nif __name__ == "__main__":\r\n    f()\r\nelse:\r\n    k(r"\\\\", f"{eval(y)} {{no}}")\r\n'
  expect(readStatements(text).map(({ at, code, runs, inside }) => [at, code, runs, inside])).toEqual([
    [4, 'import os', 'import', null],
    [6, 'def f(a,\n      b=""):', 'later', 'f'],
    [9, 'g(a)', 'later', 'f'],
    [9, ' h(b)'.trim(), 'later', 'f'],
    [10, 'class C:', 'import', null],
    [11, 'x = 1', 'import', null],
    [12, 'def m(self): return 2', 'later', 'm'],
    [13, 'if __name__ == "":', 'main', null],
    [14, 'f()', 'main', null],
    [15, 'else:', 'import', null],
    [16, 'k("", ""(eval(y)))', 'import', null],
  ])
})

it('keeps lines right behind long texts and joined lines', () => {
  const text = 'x = """\na\nb"""\ny = (1,\n 2)\nz = 1 + \\\n  2\nlast()\n'
  expect(readStatements(text).map(({ at, strings }) => [at, strings.length])).toEqual([
    [1, 1],
    [4, 0],
    [6, 0],
    [8, 0],
  ])
})

it.each([
  ["f'{d[\"k\"]}' + eval", '""(d["k"]) + eval'],
  ['f"{d["k"]}"', null],
  ['rb"\\"" + x', '"" + x'],
  ["print('it''s')", 'print("""")'],
  ['буф"x"', 'буф""'],
  ['f"{"', null],
  ["'unclosed", null],
])('%s', (text, code) => {
  const [first] = readStatements(text)
  if (code !== null) expect(first?.code).toBe(code)
})

it('an f-string alone is no docstring: it runs', () => {
  expect(readStatements('f"{eval(x)}"')[0]?.code).toBe('""(eval(x))')
})

it('throws on nothing and is linear', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('"', "'", '"""', '\\', '\n', '{', '}', '(', ')', 'f', 'def f():', ' ', '#', 'x', ';') }), (text) => {
      for (const one of readStatements(text)) if (one.at < 1) return false
      return true
    }),
    { numRuns: 2000, seed: 3 },
  )
  const begun = performance.now()
  for (const text of ['f"{'.repeat(100_000), '('.repeat(500_000), 'x = "\n'.repeat(100_000), '"""'.repeat(100_001)]) readStatements(text)
  expect(performance.now() - begun).toBeLessThan(5000)
})
