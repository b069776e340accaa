import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** What ComfyUI-Manager can install: `id@version` -> files by `/` separated path. */
export type Registry = Readonly<Record<string, Readonly<Record<string, string>>>>

export interface Habits {
  /** custom_nodes. */
  readonly nodes: string
  readonly registry: Registry
  /** Asked at stations of each installation: before anything, between the first and the second file, before the mark. May hang or throw. */
  readonly at?: (station: 'begins' | 'half' | 'ends', id: string) => Promise<void> | void
}

interface Task {
  readonly ui: string
  readonly client: string
  readonly run: () => Promise<string>
}

/**
 * The queue of ComfyUI-Manager as versions 3 and 4 have it: one worker, one task after the other, gone when all are done; and what it
 * remembers of the folders, by which it goes. Nothing is ever installed over anything.
 */
export function createQueue({ nodes, registry, at }: Habits) {
  const waiting: Task[] = []
  const history = new Map<string, { client: string; result: string }>()
  let active = new Map<string, string>()
  let [running, done, works]: [Task | null, number, boolean] = [null, 0, false]

  /** Reads the folders anew. */
  async function refresh(): Promise<void> {
    const names = await readdir(nodes)
    active = new Map([...active].filter(([id]) => names.includes(id)))
  }

  async function install(id: string, version: string): Promise<string> {
    await at?.('begins', id)
    // As after "is_enabled": it says that all is well, and brings nothing.
    if (active.get(id) === version) return 'success'
    const files = Object.entries(registry[`${id}@${version}`] ?? {})
    const path = join(nodes, id)
    if (files.length === 0) return `not available node: ${id}@${version}`
    if (existsSync(path)) return `Install path already exists: ${path}`
    await mkdir(path)
    for (const [index, [name, text]] of files.entries()) {
      if (index === 1) await at?.('half', id)
      await mkdir(dirname(join(path, name)), { recursive: true })
      await writeFile(join(path, name), text)
    }
    await at?.('ends', id)
    await writeFile(join(path, '.tracking'), files.map(([name]) => name).join('\n'))
    active.set(id, version)
    return 'success'
  }

  async function work(): Promise<void> {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
      running = task
      const result = await task.run().catch((error: unknown) => `Installation failed:\n${String(error)}`)
      history.set(task.ui, { client: task.client, result })
      running = null
      done += 1
    }
    works = false
  }

  return {
    install: (id: string, version: string, by: { readonly ui: string; readonly client: string }) => void waiting.push({ ...by, run: () => install(id, version) }),
    /** A task of somebody else. */
    other: (run: () => Promise<string>) => void waiting.push({ ui: 'theirs', client: 'theirs', run }),
    /** False: it works already. */
    start(): boolean {
      if (works) return false
      ;[works, done] = [true, 0]
      void work()
      return true
    },
    refresh,
    history,
    counts(client?: string) {
      const mine = (task: Task | null) => task !== null && (client === undefined || task.client === client)
      return { pending: waiting.filter(mine).length, running: mine(running) ? 1 : 0, done, works }
    },
  }
}

export type Queue = ReturnType<typeof createQueue>
