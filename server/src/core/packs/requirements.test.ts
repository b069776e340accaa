import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readRequirements } from './requirements.js'
import { ordinaryPacks } from './testing/ordinary-packs.js'

const read = (files: Record<string, string>) => readRequirements(new Map(Object.entries(files)))
const told = (text: string) => read({ 'requirements.txt': text })

it('reads what ordinary files hold, with their lines', () => {
  const text = '\ufeff# für 模型\r\nnumpy\r\n\r\n  Pillow>=9.0,<11  # pictures\r\nopencv-python-headless[extra] ~= 4.8 ; python_version >= "3.9"\r\ntransformers (>=4.40)\r\nonnxruntime==1.17.* ; sys_platform == "win32"\r\n'
  expect(told(text)).toEqual({
    lines: [
      { line: 'numpy', file: 'requirements.txt', at: 2 },
      { line: 'Pillow>=9.0,<11', file: 'requirements.txt', at: 4 },
      { line: 'opencv-python-headless[extra] ~= 4.8 ; python_version >= "3.9"', file: 'requirements.txt', at: 5 },
      { line: 'transformers (>=4.40)', file: 'requirements.txt', at: 6 },
      { line: 'onnxruntime==1.17.* ; sys_platform == "win32"', file: 'requirements.txt', at: 7 },
    ],
    refused: [],
  })
})

it('joins lines and keeps hashes', () => {
  const hash = `--hash=sha256:${'a'.repeat(64)}`
  expect(told(`six==1.16.0 \\\r\n    ${hash} \\\n    ${hash}\nattrs\\\n>=20`).lines).toEqual([
    { line: `six==1.16.0     ${hash}     ${hash}`, file: 'requirements.txt', at: 1 },
    { line: 'attrs>=20', file: 'requirements.txt', at: 4 },
  ])
  expect(told('six==1.16.0 \\\n# a comment ends it\nattrs').lines.map((one) => one.line)).toEqual(['six==1.16.0', 'attrs'])
})

it('follows files inside the pack and no others', () => {
  const found = read({
    'requirements.txt': '-r requirements/base.txt\n--requirement=./requirements\\extra.txt\n-r missing.txt\n-r ../../outside.txt\n-r C:\\x.txt\n-r https://example.org/r.txt\n-r /etc/passwd\n',
    'requirements/base.txt': 'numpy\n-r ../requirements.txt\n-r extra.txt\n',
    'requirements/extra.txt': 'scipy\n',
  })
  expect(found.lines).toEqual([
    { line: 'numpy', file: 'requirements/base.txt', at: 1 },
    { line: 'scipy', file: 'requirements/extra.txt', at: 1 },
  ])
  expect(found.refused.map((one) => [one.line, one.says])).toEqual([
    [3, 'Includes missing.txt, which the pack does not have.'],
    [4, 'Includes a file outside the pack: ../../outside.txt.'],
    [5, 'Includes a file outside the pack: C:\\x.txt.'],
    [6, 'Includes a file outside the pack: https://example.org/r.txt.'],
    [7, 'Includes a file outside the pack: /etc/passwd.'],
  ])
})

it.each([
  ['--index-url https://example.org/simple', 'another index'],
  ['-i https://example.org/simple', 'another index'],
  ['--extra-index-url=https://download.example.org/cu121', 'further index'],
  ['--find-links ./wheels', 'links of another place'],
  ['--trusted-host example.org', 'check of a host'],
  ['-e .', 'in place'],
  ['-e git+https://github.com/a/b#egg=b', 'in place'],
  ['git+https://github.com/a/b.git@main', 'repository'],
  ['git+ssh://git@github.com/a/b', 'repository'],
  ['https://example.org/x-1.0-py3-none-any.whl', 'archive from an address'],
  ['file:///tmp/x.whl', 'file of this machine'],
  ['openai @ https://example.org/openai.whl', 'archive from an address under the name of a package'],
  ['numpy @ file:///tmp/numpy.whl', 'file of this machine under the name of a package'],
  ['requests @ git+https://github.com/x/requests ; sys_platform == "win32"', 'hidden behind the marker'],
  ['evil @ https://example.org/e.whl ; python_version < "2"', 'hidden behind the marker'],
  ['--pre', 'an option that is not known'],
  ['--prefer-binary', 'an option that is not known'],
  ['-c constraints.txt', 'limits from another file'],
  ['requests --index-url https://example.org/simple', 'another index'],
  ['requests>=2 ; python_version > "3" --index-url https://example.org', 'another index'],
  ['requests --global-option=x', 'options to a build'],
  ['./wheels/x.whl', 'by its path'],
  ['wheels/x-1.0-py3-none-any.whl', 'by its path'],
  ['C:\\wheels\\x.whl', 'by its path'],
  ['.[extra]', 'by its path'],
  ['x-1.0-py3-none-any.whl', 'no name of a package'],
  ['requests${EVIL}', 'from the environment'],
  ['reque\u200bsts', 'do not show'],
  ['pip install requests', 'no name of a package'],
  ['torch=2.0', 'no name of a package'],
  ['模型', 'no name of a package'],
])('%s is told and never handed on', (line, says) => {
  const found = told(`numpy\n${line}\n`)
  expect(found.lines.map((one) => one.line)).toEqual(['numpy'])
  expect(found.refused).toEqual([{ kind: 'risky-requirement', file: 'requirements.txt', line: 2, says: expect.stringContaining(says) }])
})

it.each(['ultralytics==8.3.41', 'Ultralytics == 8.3.46', 'litellm===1.82.8', 'lolMiner', 'anthropic==0.21.5', 'https://example.org/openai-1.30.2-py3-none-any.whl'])('%s is known to be bad', (line) => {
  const found = told(line)
  expect(found.lines).toEqual([])
  expect(found.refused.map((one) => one.kind)).toEqual(['known-bad'])
})

it('an ordinary version of the same package is ordinary', () => {
  expect(told('ultralytics==8.3.40\nultralytics>=8.3.0\nlitellm<1.82\nopenai==1.30.2').refused).toEqual([])
})

it('hides nothing behind a mark that only pip takes for a line end', () => {
  const found = told('numpy # pictures\u2028--index-url https://example.org\nscipy\u000b-e .\r\n')
  expect(found.lines.map((one) => one.line)).toEqual(['numpy', 'scipy'])
  expect(found.refused).toHaveLength(2)
})

it('takes from pyproject what requirements.txt lacks', () => {
  const project = '[project]\r\nname = "x"\r\ndescription = """\r\n[other]\r\ndependencies = ["no"]\r\n"""\r\ndependencies = [ # those\r\n  "numpy>=2", # ]\r\n  \'opencv-python\',\r\n  "evil @ https://example.org/x.whl", "rich[jupyter]>=1"\r\n]\r\n[project.optional-dependencies]\r\ndev = ["pytest"]\r\n'
  const found = read({ 'requirements.txt': 'NumPy\n', 'pyproject.toml': project })
  expect(found.lines).toEqual([
    { line: 'NumPy', file: 'requirements.txt', at: 1 },
    { line: 'opencv-python', file: 'pyproject.toml', at: 9 },
    { line: 'rich[jupyter]>=1', file: 'pyproject.toml', at: 10 },
  ])
  expect(found.refused).toMatchObject([{ file: 'pyproject.toml', line: 10 }])
  expect(read({ 'pyproject.toml': '[project]\ndependencies = []\n' })).toEqual({ lines: [], refused: [] })
  expect(read({ 'pyproject.toml': '[project]\ndependencies = ["numpy", 5]\n' }).refused).toMatchObject([{ line: 2 }])
  expect(read({ 'pyproject.toml': '[project]\ndependencies = ["numpy",\n' }).refused).toHaveLength(1)
})

it('tells what only a set-up script asks for, and does not bring it', () => {
  const found = read({
    'requirements.txt': 'numpy',
    'setup.py': 'from setuptools import setup\r\nsetup(\r\n  install_requires=["numpy", \'left_pad>=1\'],\r\n)\r\n',
    'setup.cfg': '[options]\ninstall_requires =\n    numpy\n    right-pad; python_version > "3"\nzip_safe = no\n',
  })
  expect(found.lines.map((one) => one.line)).toEqual(['numpy'])
  expect(found.refused.map(({ file, line, says }) => [file, line, says.includes('left-pad') || says.includes('right-pad')])).toEqual([
    ['setup.cfg', 2, true],
    ['setup.py', 3, true],
  ])
})

it('is bounded and throws on nothing', () => {
  const many = told('numpy\n'.repeat(6000))
  expect(many.lines).toHaveLength(5000)
  expect(many.refused).toHaveLength(1)
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: fc.constantFrom('"', "'", '[', ']', '\n', '#', '=', 'dependencies', '[project]\n', '\\', ',') }), (text, toml) => {
      const found = read({ 'requirements.txt': text, 'pyproject.toml': toml, 'setup.cfg': text })
      return found.lines.every((one) => !one.line.startsWith('-') && !one.line.includes('://'))
    }),
    { numRuns: 1000, seed: 11 },
  )
})

it('finds little to say of ordinary packs', () => {
  expect(ordinaryPacks.length).toBeGreaterThanOrEqual(50)
  const flagged = ordinaryPacks.filter((pack) => read(pack.files).refused.length > 0)
  expect(flagged.map((pack) => pack.name)).toEqual(ordinaryPacks.filter((pack) => pack.explained !== undefined).map((pack) => pack.name))
  expect(flagged.length / ordinaryPacks.length).toBeLessThanOrEqual(0.1)
})
