import { isProtected } from './protected.js'
import { distributionsOf } from './module-names.js'
import { parseRequirement } from './requirement.js'
import type { InstalledMap } from './satisfied.js'
import { satisfies } from './specifiers.js'

/** Why an import fell over, in a person's words. */
export interface ImportCause {
  readonly kind: 'library-missing' | 'module-missing' | 'name-missing' | 'other' | 'own-module-missing' | 'version-wrong'
  readonly says: string
  /** Requirement line, of the pack where it declares one, that would bring what is missing. */
  readonly requirement: string | null
  /** Arguments of a command that brings it and leaves protected distributions as they are; null: there is none. */
  readonly command: readonly string[] | null
}

export interface ImportContext {
  readonly python: string
  /** Requirement lines of the pack, and what belongs to the host itself (modules of ComfyUI, other packs). */
  readonly lines: readonly string[]
  readonly installed: InstalledMap
  readonly protectedPackages: readonly string[]
  /** Where a requirement line stands, as `requirements.txt, line 3`; null: nobody knows. */
  readonly placeOf?: (line: string) => string | null
}

const notFound = /(?:ModuleNotFoundError|ImportError): No module named ['"]?([\w.]{1,200})['"]?/g
const noName = /ImportError: cannot import name ['"]([\w.]{1,200})['"] from ['"]([\w.]{1,200})['"]/g
const library = /(?:ImportError|OSError): (?:([^\s:]{1,200}\.so[.\d]*): cannot open shared object file|DLL load failed(?: while importing (\w{1,100}))?|\[WinError 126\])/g
const binary = /(?:A module that was compiled using NumPy 1\.x|numpy\.dtype size changed|numpy\.core\.multiarray failed to import)/
/** Modules that live in ComfyUI's own folder: no index has them. */
const hosts = new Set(['app', 'comfy', 'comfy_api', 'comfy_api_nodes', 'comfy_config', 'comfy_execution', 'comfy_extras', 'custom_nodes', 'execution', 'folder_paths', 'nodes', 'server', 'utils'])

/** Reads a traceback; the last error counts, for it is the one that stopped the import. */
export function causeOfImport(traceback: string, context: ImportContext): ImportCause {
  const text = traceback.slice(-50_000)
  const [missing, name, shared] = [last(text, notFound), last(text, noName), last(text, library)]
  const latest = Math.max(missing?.index ?? -1, name?.index ?? -1, shared?.index ?? -1)
  if (binary.test(text)) return compiledForOther(context)
  if (missing !== null && missing.index === latest) return moduleMissing(missing[1] ?? '', context)
  if (name !== null && name.index === latest) return nameMissing(name[1] ?? '', name[2] ?? '', context)
  if (shared !== null) {
    const what = shared[1] ?? shared[2]
    return { kind: 'library-missing', says: `A library of the system is missing${what === undefined ? '' : `: ${what}`}.`, requirement: null, command: null }
  }
  const end = text.trim().split(/\r?\n/).findLast((line) => /^\w[\w.]*(?:Error|Exception|Exit|Interrupt)\b/.test(line)) ?? text.trim().split(/\r?\n/).at(-1) ?? ''
  return { kind: 'other', says: end === '' ? 'It gave no reason.' : end.slice(0, 300), requirement: null, command: null }
}

function moduleMissing(module: string, context: ImportContext): ImportCause {
  const top = module.split('.')[0] ?? ''
  if (hosts.has(top)) return { kind: 'own-module-missing', says: `The module ${module} of ComfyUI is not there: the pack is written for another version of ComfyUI.`, requirement: null, command: null }
  const names = distributionsOf(module)
  const line = context.lines.find((one) => names.includes(parseRequirement(one)?.name ?? ''))?.trim()
  const there = names.find((name) => context.installed.has(name))
  if (there !== undefined)
    return { kind: 'version-wrong', says: `${there} ${context.installed.get(there)?.version} is installed and has no module ${module}.`, requirement: line ?? null, command: null }
  const requirement = line ?? names[0] ?? module
  const declared = line === undefined ? 'No requirement of the pack names it' : `The pack asks for it with ${quoted(line, context)}`
  return { kind: 'module-missing', says: `The module ${module} is missing. ${declared}.`, requirement, command: commandFor(requirement, context) }
}

function nameMissing(name: string, module: string, context: ImportContext): ImportCause {
  const top = module.split('.')[0] ?? ''
  if (hosts.has(top)) return { kind: 'own-module-missing', says: `ComfyUI's ${module} has no ${name}: the pack is written for another version of ComfyUI.`, requirement: null, command: null }
  const there = distributionsOf(module).find((known) => context.installed.has(known))
  const line = context.lines.find((one) => parseRequirement(one)?.name === there)?.trim()
  const version = there === undefined ? undefined : context.installed.get(there)?.version
  const fits = version === undefined || line === undefined ? null : satisfies(version, parseRequirement(line)?.specifiers ?? '')
  const here = version === undefined ? '' : ` in ${there} ${version}`
  const asked = line === undefined ? '' : fits === false ? `; the pack asks for ${quoted(line, context)}` : `, though ${quoted(line, context)} allows it`
  return { kind: 'name-missing', says: `${module} has no ${name}${here}${asked}.`, requirement: line ?? null, command: fits === false && line !== undefined ? commandFor(line, context) : null }
}

function compiledForOther({ installed }: ImportContext): ImportCause {
  const version = installed.get('numpy')?.version
  return { kind: 'version-wrong', says: `A module was compiled for another numpy than ${version === undefined ? 'the one that is' : `${version}, which is`} installed.`, requirement: null, command: null }
}

/** Wheels only, and what is protected is named in its present version, so that the command fails before it changes one. */
function commandFor(requirement: string, { python, installed, protectedPackages }: ImportContext): readonly string[] | null {
  const want = parseRequirement(requirement)
  if (want === null || isProtected(want.name, protectedPackages)) return null
  const held = [...installed].filter(([name]) => isProtected(name, protectedPackages) && !(installed.has('torch') && torchHolds.test(name)))
  const pins = held.map(([name, { version }]) => `${name}==${version}`)
  // An environment that uv made has no pip.
  const start = installed.has('pip') || installed.size === 0 ? [python, '-m', 'pip', 'install'] : ['uv', 'pip', 'install', '--python', python]
  return [...start, '--only-binary', ':all:', requirement, ...pins.sort()]
}

/** What torch asks for in one exact version: its own pin is theirs. */
const torchHolds = /^(?:cuda|nvidia)-|^triton$/

function quoted(line: string, { placeOf }: ImportContext): string {
  const place = placeOf?.(line) ?? null
  return `"${line}"${place === null ? '' : ` (${place})`}`
}

function last(text: string, pattern: RegExp): RegExpExecArray | null {
  let found: RegExpExecArray | null = null
  for (const match of text.matchAll(pattern)) found = match
  return found
}
