import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { writeAtomically } from './atomic-write.js'
import { removeOwnFile } from './trash.js'

/** `sidecar.json` (contract.md): what the shim reads. `token` is of the panel tier, never the operator's. */
const DiscoverySchema = v.object({
  protocol: v.literal(1),
  pid: v.pipe(v.number(), v.integer(), v.minValue(1)),
  host: v.string(),
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65535)),
  token: v.pipe(v.string(), v.minLength(32)),
  startedAt: v.string(),
  version: v.string(),
})
export type Discovery = v.InferOutput<typeof DiscoverySchema>

/** `stale`: its process is gone, so it may be overwritten. A pid may have been reused: ask /health before trusting. */
export type FoundDiscovery = { readonly state: 'running' | 'stale'; readonly discovery: Discovery }

const secret = { mode: 0o600 }

/** Announces a started sidecar: `operator.token` first, so that who sees the discovery file finds both. */
export async function writeDiscovery(folder: string, discovery: Discovery, operatorToken: string): Promise<void> {
  await writeAtomically(join(folder, 'operator.token'), `${operatorToken}\n`, secret)
  await writeAtomically(join(folder, 'sidecar.json'), `${JSON.stringify(discovery, null, 2)}\n`, secret)
}

/** Null when no sidecar announced itself, or not in a form that is understood. */
export async function readDiscovery(
  folder: string,
  isAlive: (pid: number) => boolean = processIsAlive,
): Promise<FoundDiscovery | null> {
  const text = await readFile(join(folder, 'sidecar.json'), 'utf8').catch(() => null)
  if (text === null) return null
  const read = v.safeParse(DiscoverySchema, parse(text))
  if (!read.success) return null
  return { state: isAlive(read.output.pid) ? 'running' : 'stale', discovery: read.output }
}

/** Null when there is none. */
export async function readOperatorToken(folder: string): Promise<string | null> {
  const text = await readFile(join(folder, 'operator.token'), 'utf8').catch(() => null)
  return text?.trim() || null
}

/** Takes both files away, unless another sidecar has announced itself since. */
export async function removeDiscovery(folder: string, pid: number): Promise<void> {
  const found = await readDiscovery(folder)
  if (found !== null && found.discovery.pid !== pid && found.state === 'running') return
  await removeOwnFile(join(folder, 'sidecar.json'))
  await removeOwnFile(join(folder, 'operator.token'))
}

/** Signal 0 asks only. EPERM: it lives and belongs to somebody else. */
export function processIsAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
