import { isSameStamp, type ModelRoot, type StoredStamp, type WalkedModel } from '../../core/model-index.js'
import { pathBelow } from '../../core/model-place.js'
import type { JobOptions, ScanPorts } from './parts.js'
import { tellSteadily } from './steady.js'

/** Files of one transaction: large enough to be cheap, small enough that readers and a stop never wait long. */
const batch = 2000

export interface ScanOutcome {
  /** Below all roots. */
  readonly files: number
  /** New or changed, and vanished. */
  readonly found: number
  readonly gone: number
  /** Paths under which the index knew no file, unless it knew none at all: some of them are old files under new names. */
  readonly renamed: readonly string[]
}

interface Scanning extends ScanPorts {
  readonly signal: AbortSignal | undefined
  readonly changed: () => void
  readonly met: (root: ModelRoot, files: number) => void
}

/**
 * Brings the index in line with the disk: walks each root and compares size, time and inode with what is stored. Reads no
 * content, and writes only what differs. What it has done stays when it is ended; the next scan goes on from there.
 */
export async function scanModels(ports: ScanPorts, roots: readonly ModelRoot[], { signal, progress, changed }: JobOptions = {}): Promise<ScanOutcome> {
  const teller = tellSteadily(ports.clock, progress)
  let [files, found, gone, known] = [0, 0, 0, 0]
  const named: string[] = []
  const met = (root: ModelRoot, more: number) => teller.tell({ job: 'scan', done: (files += more), total: null, what: root.path })
  signal?.throwIfAborted()
  await ports.index.setRoots(roots)
  try {
    for (const root of roots) {
      const outcome = await scanRoot({ ...ports, signal, changed: () => changed?.(), met }, root)
      found += outcome.found
      gone += outcome.gone
      known += outcome.known
      for (const path of outcome.named) named.push(path)
    }
  } finally {
    teller.end()
  }
  return { files, found, gone, renamed: known === 0 ? [] : named }
}

async function scanRoot(scanning: Scanning, root: ModelRoot): Promise<{ found: number; gone: number; known: number; named: readonly string[] }> {
  const { index, disk, signal } = scanning
  const stored = await index.stamps(root.path)
  const met = new Set<number>()
  let pending: WalkedModel[] = []
  const named: string[] = []
  let found = 0

  async function flush(): Promise<void> {
    if (pending.length === 0) return
    found += pending.length
    await index.record(root.path, { found: pending, gone: [] })
    pending = []
    scanning.changed()
  }

  async function take(models: readonly WalkedModel[]): Promise<void> {
    for (const model of models) {
      const before = stored.get(model.name) ?? stored.get(model.name.toWellFormed())
      if (before === undefined) named.push(pathBelow(root.path, model.name))
      else met.add(before.id)
      if (before === undefined || before.link !== model.link || !isSameStamp(before, model)) pending.push(model)
    }
    scanning.met(root, models.length)
    if (pending.length >= batch) await flush()
  }

  const outcome = await disk.walk(root, signal === undefined ? { take } : { take, signal }).finally(flush)
  const gone = met.size === stored.size ? [] : namesGone(stored, met, outcome.unseen)
  for (let at = 0; at < gone.length; at += batch) {
    signal?.throwIfAborted()
    await index.record(root.path, { found: [], gone: gone.slice(at, at + batch) })
    scanning.changed()
  }
  // ComfyUI lists folders that many installations never make: only one that held something is missed.
  const neverThere = outcome.away === true && root.from === 'comfyui' && stored.size === 0
  await index.finishWalk(root.path, neverThere ? [] : outcome.problems)
  return { found, gone: gone.length, known: stored.size, named }
}

/** Where nothing could be seen, absence proves nothing. */
function namesGone(stored: ReadonlyMap<string, StoredStamp>, met: ReadonlySet<number>, unseen: readonly string[]): string[] {
  const hidden = (name: string) => unseen.some((place) => place === '' || name === place || name.startsWith(`${place}/`))
  return [...stored].filter(([name, { id }]) => !met.has(id) && !hidden(name)).map(([name]) => name)
}
