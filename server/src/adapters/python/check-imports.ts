import type { RunProgram } from '../../core/change-ports.js'

/** Imports in order and tells of each before and after, so that a crash names its module. Writes no bytecode and opens no socket. */
const script = `
import importlib, json, os, re, sys, traceback
from importlib import metadata
ask = json.load(sys.stdin)
def say(**what):
    sys.__stdout__.write("\\x1e" + json.dumps(what) + "\\n"); sys.__stdout__.flush()
def modules(name):
    try: dist = metadata.distribution(name)
    except metadata.PackageNotFoundError: return None
    top = (dist.read_text("top_level.txt") or "").split()
    if not top:
        for f in dist.files or []:
            part = f.parts[0]
            if part.endswith(".dist-info") or part in ("..", "__pycache__") or part.endswith((".pth", ".data")): continue
            top.append(part.split(".")[0] if len(f.parts) == 1 else part)
    own = name.replace("-", "_")
    top = [m for m in dict.fromkeys(top) if re.fullmatch(r"[A-Za-z_]\\w*", m) and m not in ("tests", "test", "docs", "examples", "benchmarks")]
    same = [m for m in top if m.lower() == own]
    return same or [m for m in top if not m.startswith("_")][:3]
def attempt(module, name):
    say(begin=module, of=name)
    try: importlib.import_module(module)
    except BaseException: say(failed=module, of=name, traceback=traceback.format_exc()[-6000:])
for name in ask["names"]:
    found = modules(name)
    if found is None: say(absent=name); continue
    for module in found: attempt(module, name)
if os.path.isfile(os.path.join(ask["root"], "comfyui_version.py")):
    sys.path.append(ask["root"]); attempt("comfyui_version", "ComfyUI")
say(end=True)
sys.__stdout__.flush(); os._exit(0)
`

export interface ImportTrial {
  readonly python: string
  /** ComfyUI's own folder. */
  readonly root: string
  /** Normalised names of distributions whose modules are imported, in that order. */
  readonly names: readonly string[]
}

export type ImportOutcome =
  | { readonly ok: true; readonly absent: readonly string[] }
  /** `traceback` empty: the interpreter itself broke off. */
  | { readonly ok: false; readonly module: string; readonly of: string; readonly traceback: string }
  /** Nobody can tell. */
  | { readonly ok: null; readonly because: string }

/** Milliseconds: torch from a cold disk. */
const patienceMs = 240_000

/** Imports in a child process without network what these distributions bring; the first failure is told. Rejects with the signal's reason alone. */
export async function checkImports({ python, root, names }: ImportTrial, parts: { readonly run: RunProgram; readonly cwd: string }, signal: AbortSignal): Promise<ImportOutcome> {
  const answer = await parts.run({
    command: python,
    args: ['-I', '-B', '-X', 'utf8', '-c', script],
    cwd: parts.cwd,
    input: JSON.stringify({ root, names }),
    timeoutMs: patienceMs,
    maxOutputBytes: 2_000_000,
    signal,
    network: 'none',
  })
  if (answer.unstarted !== null) return { ok: null, because: 'the interpreter cannot be started' }
  const said = answer.stdout.split('\x1e').slice(1).flatMap(readLine)
  const failed = said.find((line) => line.failed !== undefined)
  if (failed?.failed !== undefined) return { ok: false, module: failed.failed, of: failed.of ?? '', traceback: failed.traceback ?? '' }
  if (said.some((line) => line.end === true)) return { ok: true, absent: said.flatMap((line) => line.absent ?? []) }
  if (answer.timedOut) return { ok: null, because: `the imports took longer than ${patienceMs / 1000} seconds` }
  if (answer.cut) return { ok: null, because: 'the imports printed too much' }
  const last = said.findLast((line) => line.begin !== undefined)
  return last?.begin === undefined ? { ok: null, because: 'the interpreter ended before the first import' } : { ok: false, module: last.begin, of: last.of ?? '', traceback: '' }
}

interface Line {
  readonly begin?: string
  readonly failed?: string
  readonly of?: string
  readonly absent?: string
  readonly traceback?: string
  readonly end?: boolean
}

function readLine(text: string): Line[] {
  try {
    const line: unknown = JSON.parse(text.split('\n')[0] ?? '')
    if (typeof line !== 'object' || line === null) return []
    const word = (name: string) => {
      const value: unknown = Reflect.get(line, name)
      return typeof value === 'string' ? { [name]: value } : {}
    }
    return [{ ...word('begin'), ...word('failed'), ...word('of'), ...word('absent'), ...word('traceback'), ...('end' in line ? { end: true } : {}) }]
  } catch {
    return []
  }
}
