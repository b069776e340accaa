import { mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import type { PackagesEffect } from '../../../core/change-ports.js'
import type { Distribution, Interpreter } from '../../../core/python-words.js'
import { ProblemError } from '../../../problems.js'
import { runUv, withoutTrace } from '../run-uv.js'
import { recordFolders } from './folders.js'
import type { Keep } from './keep.js'
import type { PackageEffectParts } from './parts.js'
import { filesOf, withCompiled } from './recorded-files.js'
import { refusal } from './refusal.js'
import { recordSide } from './side.js'
import { installArgs, linesOf, stageWheels } from './stage-wheels.js'
import { eachOf, sync } from './system.js'

/** Milliseconds: files are only put in place here. */
const patienceMs = 30 * 60_000

/**
 * From before to after: fetches and checks first, keeps every path that may change, marks the way, and only then lets uv put the planned versions in,
 * without network.
 */
export async function goForward(parts: PackageEffectParts, effect: PackagesEffect, keep: Keep, interpreter: Interpreter, signal: AbortSignal): Promise<void> {
  await mkdir(keep.folder, { recursive: true, mode: 0o700 })
  const stage = path.join(keep.folder, 'stage')
  try {
    const places = await stageWheels(parts, effect, stage, interpreter, signal)
    await keepBefore(parts, effect, keep, interpreter, places)
  } finally {
    await parts.removeOwnTree(stage)
  }
  signal.throwIfAborted()
  await keep.saveStands('going')
  await withoutTrace(parts, interpreter.prefix, () => putIn(parts, effect, interpreter, signal))
  await settleAfter(parts, effect, keep, interpreter)
}

async function keepBefore(parts: PackageEffectParts, { changes, python }: PackagesEffect, keep: Keep, interpreter: Interpreter, places: readonly string[]): Promise<void> {
  const installed = await parts.distributions([interpreter.purelib, interpreter.platlib])
  const own = new Set<string>()
  for (const { name, before } of changes) {
    const there = installed.get(name)
    if ((there?.version ?? null) !== before) throw new ProblemError('UV_REFUSED', { because: `${name} is ${there?.version ?? 'not there'} now, and the plan was made for ${before ?? 'none'}` })
    if (there !== undefined) for (const file of await filesOf(there, interpreter)) own.add(file)
  }
  const paths = [...new Set([...own, ...(await withCompiled(places))])]
  const folders = await recordFolders(paths, interpreter.data)
  const { removeOwnFile } = parts
  const before = await recordSide(paths, { keep: keep.folder, name: 'before', leaving: (file) => own.has(file), removeOwnFile })
  const listing = []
  for (const folder of new Set([interpreter.purelib, interpreter.platlib, interpreter.scripts])) listing.push({ folder, names: (await readdir(folder).catch(() => [])).sort() })
  await sync(keep.folder, 'folder')
  await keep.saveManifest({ schema: 'greenlight/kept-packages@1', python, prefix: interpreter.data, changes: [...changes], before: [...before], folders: [...folders], listing })
}

async function putIn(parts: PackageEffectParts, { changes }: PackagesEffect, interpreter: Interpreter, signal: AbortSignal): Promise<void> {
  const { index } = parts.source()
  const going = changes.filter(({ after }) => after === null).map(({ name }) => name)
  const common = { network: 'none', timeoutMs: patienceMs, signal } as const
  if (going.length > 0) {
    const answer = await runUv(parts, { ...common, args: ['pip', 'uninstall', '--python', interpreter.python, ...going] })
    if (answer.code !== 0) throw refusal(answer, index)
  }
  const { lines, hashed } = linesOf(changes)
  if (lines.length === 0) return
  const args = ['pip', 'install', ...installArgs(hashed, interpreter, index), '-r', '{wanted.txt}']
  const ask = { ...common, args, files: { 'wanted.txt': lines.join('') } }
  const answer = await runUv(parts, ask)
  if (answer.code === 0) return
  const why = refusal(answer, index)
  // An index that forbids keeping its pages: the archives are here and checked, but which ones they are has to be asked again.
  const again = why.problem.code === 'SOURCE_UNREACHABLE' ? await runUv(parts, { ...ask, network: 'allowed' }) : null
  if (again?.code !== 0) throw again === null ? why : refusal(again, index)
}

/** Looks at what is there now, syncs it and says that it is done. */
async function settleAfter(parts: PackageEffectParts, { changes }: PackagesEffect, keep: Keep, interpreter: Interpreter): Promise<void> {
  const installed = await parts.distributions([interpreter.purelib, interpreter.platlib])
  const wrong = changes.find(({ name, after }) => (installed.get(name)?.version ?? null) !== after)
  if (wrong !== undefined) throw new ProblemError('UV_REFUSED', { because: `${wrong.name} is ${installed.get(wrong.name)?.version ?? 'not there'} after uv ran, not ${wrong.after ?? 'gone'}` })
  const manifest = await keep.manifest()
  const fresh = await freshFiles(changes, installed, interpreter)
  const paths = new Set([...(manifest?.before ?? []).map((entry) => entry.path), ...fresh])
  await eachOf(fresh, 16, (file) => sync(file, 'file'))
  for (const folder of new Set(fresh.map((file) => path.dirname(file)))) await sync(folder, 'folder')
  await keep.saveAfter({ whole: false, side: [...(await recordSide([...paths], null))], folders: [] })
  await keep.saveStands('after')
}

async function freshFiles(changes: PackagesEffect['changes'], installed: ReadonlyMap<string, Distribution>, interpreter: Interpreter): Promise<readonly string[]> {
  const files: string[] = []
  for (const { name, after } of changes) {
    const there = installed.get(name)
    if (after !== null && there !== undefined) files.push(...(await filesOf(there, interpreter)))
  }
  return files
}

