import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readCodeFacts, sortFacts } from './code-facts.js'
import { readRequirements } from './requirements.js'
import { type HostilePack, hostilePacks } from './testing/hostile-packs.js'
import { ordinaryPacks } from './testing/ordinary-packs.js'

const factsOf = (pack: Pick<HostilePack, 'others' | 'texts'>) => {
  const texts = new Map(Object.entries(pack.texts))
  return sortFacts([...readCodeFacts(texts, pack.others ?? []), ...readRequirements(texts).refused])
}
const ofCode = (text: string, file = 'nodes.py') => readCodeFacts(new Map([[file, text]]), []).map((one) => [one.kind, one.line])

it('there are at least 24 hostile packs', () => expect(hostilePacks.length).toBeGreaterThanOrEqual(24))

it.each(hostilePacks)('$name is told with its file and line', (pack) => {
  const found = factsOf(pack)
  expect(found.map(({ kind, file, line }) => ({ kind, file, line }))).toContainEqual({ kind: pack.kind, file: pack.file, line: pack.line })
  for (const { says } of found) expect(says).not.toMatch(/safe|malicious|virus/i)
})

it('says nothing of ordinary code', () => {
  const text = [
    '"""Nodes.\r\n\r\nexec("x"); subprocess.run(["pip", "install", "x"])\r\n"""',
    'import re, torch, subprocess  # eval(1)',
    'PATTERN = re.compile("a+")',
    'class Node:',
    '    """eval(x)"""',
    '    def eval(self): return self.model.eval()',
    '    def fetch(self, url):',
    '        import requests',
    '        return requests.get(url)',
    'model = torch.compile(torch.nn.Identity().eval())',
    'NODE_CLASS_MAPPINGS = {"Größe 模型": Node}',
    `ICON = "data:image/png;base64,${'iVBORw0KGgoAAAANSUhEUgAA'.repeat(100)}"`,
    'print("Please run: pip install -r requirements.txt")',
    'raise ImportError("pip install canary")',
    'if __name__ == "__main__":',
    '    Node().fetch("x")',
  ].join('\r\n')
  expect(ofCode(text)).toEqual([])
})

it('a list of bad releases is no bad release', () => {
  expect(ofCode('BAD = {"ultralytics==8.3.41": "pip uninstall ultralytics==8.3.41\\npip install ultralytics"}\nimport os\nos.system("ls")').map(([kind]) => kind)).not.toContain('known-bad')
})

it('what runs when it is started counts for install.py alone', () => {
  const text = 'import requests\nif __name__ == "__main__":\n    requests.get("http://127.0.0.1:9")\n'
  expect(ofCode(text)).toEqual([])
  expect(ofCode(text, 'install.py')).toEqual([
    ['install-script', null],
    ['network-at-import', 3],
  ])
})

it.each([
  ['x = f"{exec(y)}"', 'runs-text'],
  ['import marshal\nmarshal.loads(b)', 'runs-text'],
  ['run = exec', 'runs-text'],
  ['getattr(__builtins__, "ev" + "al")(x)', 'runs-text'],
  ['__import__(name)', 'runs-text'],
  ['from os import popen\npopen("ls")', 'starts-programs'],
  ['import os as o\no.startfile("x")', 'starts-programs'],
  ['getattr(os, "sys" + "tem")("x")', 'starts-programs'],
  ['import pip\npip.main(["install", "x"])', 'installs-by-itself'],
  ['import subprocess\nsubprocess.check_call("uv pip install x", shell=True)', 'installs-by-itself'],
  ['import requests\nclass A:\n    t = requests.get("x").text', 'network-at-import'],
  ['from huggingface_hub import hf_hub_download\ntry:\n    hf_hub_download("a", "b")\nexcept Exception: pass', 'network-at-import'],
  [`import base64\nP = ("${'Ab1+'.repeat(60)}"\n  "${'Zz9/'.repeat(60)}")\nbase64.b64decode(P)`, 'obfuscated'],
  [`P = b"${'\\\\x9f'.replace('\\\\', '\\').repeat(50)}"`, 'obfuscated'],
  ['import subprocess\nsubprocess.run(["pip", "install", "litellm==1.82.7"])', 'known-bad'],
  ['import os\nos.system("pip install ultralytics==8.3.41")', 'known-bad'],
  ['from pyarmor_runtime import __pyarmor__', 'obfuscated'],
  [`x = ${'1+'.repeat(3000)}1`, 'obfuscated'],
])('%.60s', (text, kind) => {
  expect(ofCode(text).map(([one]) => one)).toContain(kind)
})

it('tells the first of many and how many more', () => {
  const found = readCodeFacts(new Map([['a.py', 'eval(x)\n'.repeat(300)]]), [])
  expect(found).toHaveLength(21)
  expect(found.at(-1)?.says).toBe('Has 280 more of these.')
  const many = new Map(Array.from({ length: 600 }, (_, at) => [`${at}.py`, 'eval(x)\n']))
  expect(readCodeFacts(many, [])).toHaveLength(501)
})

it('finds little to say of ordinary packs', () => {
  const flagged = ordinaryPacks.filter((pack) => factsOf({ texts: pack.files }).length > 0 && pack.explained === undefined)
  expect(flagged.map((pack) => pack.name)).toEqual([])
})

it('throws on nothing and takes bounded time', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('exec(', 'import os', '\n', ' as ', '"', "'", 'def f(', ')', ':', '    ', 'os.system', 'f"{', '}', '#', '\\', '=') }), (text) => {
      readCodeFacts(new Map([['a.py', text], ['x.pth', text], ['pyproject.toml', text]]), [])
    }),
    { numRuns: 1000, seed: 5 },
  )
  const begun = performance.now()
  for (const text of ['exec('.repeat(100_000), `x = ${' '.repeat(500_000)}exec`, 'a'.repeat(1_000_000), `import os\n${'os . '.repeat(100_000)}`, 'run('.repeat(200_000), `def f(): ${'g('.repeat(200_000)}`]) ofCode(text)
  expect(performance.now() - begun).toBeLessThan(6000)
})
