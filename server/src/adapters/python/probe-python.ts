import type { ProgramAsk, RunProgram } from '../../core/change-ports.js'
import type { Interpreter } from '../../core/python-words.js'

/** Asks an interpreter about itself with its own library alone; nothing is written, not even bytecode. */
const script = `
import json, os, platform, sys, sysconfig
v = sys.implementation.version
full = "{0.major}.{0.minor}.{0.micro}".format(v) + ("" if v.releaselevel == "final" else v.releaselevel[0] + str(v.serial))
paths = sysconfig.get_paths()
said = {
  "version": "%d.%d.%d" % sys.version_info[:3], "prefix": sys.prefix, "path": [p for p in sys.path if p and os.path.isdir(p)],
  "purelib": paths["purelib"], "platlib": paths["platlib"], "scripts": paths["scripts"], "data": paths["data"],
  "external": sys.prefix == sys.base_prefix and os.path.exists(os.path.join(paths["stdlib"], "EXTERNALLY-MANAGED")),
  "markers": {
    "implementation_name": sys.implementation.name, "implementation_version": full, "os_name": os.name, "platform_machine": platform.machine(),
    "platform_python_implementation": platform.python_implementation(), "platform_release": platform.release(), "platform_system": platform.system(),
    "platform_version": platform.version(), "python_full_version": platform.python_version(),
    "python_version": ".".join(platform.python_version_tuple()[:2]), "sys_platform": sys.platform,
  },
}
sys.stdout.write("\\n\\x1egreenlight" + json.dumps(said) + "\\n")
`

/** Milliseconds; a first start from a slow disk with a virus scanner takes several seconds. */
const patienceMs = 20_000

export type Probed = { readonly ok: true; readonly interpreter: Interpreter } | { readonly ok: false; readonly because: string }

/** Starts an interpreter without network and reads what it says of itself. Rejects with the signal's reason alone. */
export async function probePython(python: string, says: string, parts: { readonly run: RunProgram; readonly cwd: string }, signal: AbortSignal): Promise<Probed> {
  const ask: ProgramAsk = {
    command: python,
    args: ['-I', '-B', '-X', 'utf8', '-c', script],
    cwd: parts.cwd,
    timeoutMs: patienceMs,
    maxOutputBytes: 200_000,
    signal,
    network: 'none',
  }
  const answer = await parts.run(ask)
  if (answer.unstarted !== null) return { ok: false, because: 'it cannot be started' }
  if (answer.timedOut) return { ok: false, because: `it gave no answer in ${patienceMs / 1000} seconds` }
  const interpreter = read(answer.stdout, python, says)
  return interpreter === null ? { ok: false, because: 'it does not answer as a Python does' } : { ok: true, interpreter }
}

function read(stdout: string, python: string, says: string): Interpreter | null {
  const text = stdout.split('\x1egreenlight').at(-1)?.split('\n')[0] ?? ''
  const said = asRecord(parse(text))
  if (said === null) return null
  const texts = ['version', 'prefix', 'purelib', 'platlib', 'scripts', 'data'] as const
  const [version, prefix, purelib, platlib, scripts, data] = texts.map((name) => said[name])
  const markers = asRecord(said.markers)
  if (![version, prefix, purelib, platlib, scripts, data].every(isText) || markers === null) return null
  return {
    python,
    version: String(version),
    says,
    prefix: String(prefix),
    purelib: String(purelib),
    platlib: String(platlib),
    scripts: String(scripts),
    data: String(data),
    path: Array.isArray(said.path) ? said.path.filter(isText) : [],
    markers: new Map(Object.entries(markers).filter((entry): entry is [string, string] => isText(entry[1]))),
    external: said.external === true,
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

function asRecord(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : null
}
