import type { IndexedModel, ModelIndex } from '../../core/model-index.js'
import type { HashOptions } from './parts.js'

export interface HashTask {
  readonly model: IndexedModel
  readonly full: boolean
}

const ahead = 64

/** Files to hash, one at a time, for several takers: those wanted first, then the smallest that lack a hash. */
export class HashQueue {
  readonly #index: Pick<ModelIndex, 'byPaths' | 'lacking'>
  readonly #options: HashOptions
  /** Path and whether in full: a file may be wanted again for more. */
  readonly #asked = new Set<string>()
  readonly #tried = new Set<number>()
  #first: HashTask[] = []
  #rest: HashTask[] = []
  #left = 0
  #running = 0
  #closed = false
  #turn: Promise<unknown> = Promise.resolve()

  constructor(index: Pick<ModelIndex, 'byPaths' | 'lacking'>, options: HashOptions) {
    this.#index = index
    this.#options = options
  }

  /** One task is over; without success its file stays first among those lacking. */
  end(success: boolean): void {
    this.#running -= 1
    if (!success) this.#left += 1
  }

  /** Nothing more comes out. */
  close(): void {
    this.#closed = true
  }

  next(): Promise<HashTask | null> {
    const task = this.#turn.then(() => this.#next())
    this.#turn = task.catch(() => undefined)
    return task
  }

  async #next(): Promise<HashTask | null> {
    if (this.#closed) return null
    await this.#askWanted()
    if (this.#first.length === 0 && this.#options.which === 'all') {
      // Wanted ones among them may have had their turn meanwhile.
      this.#rest = this.#rest.filter(({ model }) => !this.#tried.has(model.id))
      if (this.#rest.length === 0) await this.#askRest()
    }
    const task = this.#first.shift() ?? this.#rest.shift() ?? null
    if (task === null) return null
    this.#running += 1
    this.#tried.add(task.model.id)
    return task
  }

  async #askWanted(): Promise<void> {
    const wanted = [...(this.#options.wanted?.() ?? [])].filter(([path, full]) => !this.#asked.has(`${full} ${path}`))
    if (wanted.length === 0) return
    for (const [path, full] of wanted) this.#asked.add(`${full} ${path}`)
    const known = await this.#index.byPaths(wanted.map(([path]) => path))
    const tasks = wanted.flatMap(([path, full]) => {
      const model = known.get(path)
      return model !== undefined && lacks(model, full) ? [{ model, full }] : []
    })
    tasks.sort((a, b) => a.model.size - b.model.size)
    this.#first.push(...tasks)
  }

  async #askRest(): Promise<void> {
    const full = this.#options.full === true
    // What is being hashed or could not be is still among those lacking, and first.
    const models = await this.#index.lacking(full ? 'sha256' : 'blake3', ahead + this.#left + this.#running)
    this.#rest = models.filter(({ id }) => !this.#tried.has(id)).map((model) => ({ model, full }))
  }
}

function lacks({ digests }: IndexedModel, full: boolean): boolean {
  return digests.blake3 === undefined || (full && digests.sha256 === undefined)
}
