import type { Described, IndexedModel } from '../../core/model-index.js'
import { describeFile } from './describe-file.js'
import type { DescribePorts, JobOptions } from './parts.js'
import { createCompanionReader } from './read-companions.js'
import { tellSteadily, turnSteadily } from './steady.js'

/** Files of one transaction. */
const batch = 200

export interface DescribeOptions extends JobOptions {
  /** Paths that go before all others, asked before each batch. */
  readonly wanted?: () => readonly string[]
  /**
   * Paths whose files are read again though the facts of their content are known: some of these, like an ending that misleads
   * loaders, go with the name that was read.
   */
  readonly again?: readonly string[]
  /** Asked between batches: something more urgent waits. Then it answers early. */
  readonly yields?: () => boolean
}

/** Reads the headers of all files whose facts are lacking: those wanted first. `done`: nothing is lacking that can be known. */
export async function describeModels(ports: DescribePorts, options: DescribeOptions = {}): Promise<{ described: number; done: boolean }> {
  const { index, clock } = ports
  const { signal, progress, changed, yields } = options
  const queue = new DescribeQueue(ports, options)
  const teller = tellSteadily(clock, progress)
  const readCompanions = createCompanionReader(ports.disk)
  const breathe = turnSteadily(clock)
  const { files, described: before } = await index.counts()
  let [described, looked] = [0, 0]
  try {
    for (;;) {
      signal?.throwIfAborted()
      const models = await queue.next()
      if (models.length === 0) return { described, done: true }
      const found: Described[] = []
      for (const model of models) {
        if (signal?.aborted === true) break
        const one = await describeFile(ports, model, readCompanions)
        if (one !== null) found.push(one)
        looked += 1
        teller.tell({ job: 'describe', done: Math.min(files, before + looked), total: files, what: model.path })
        await breathe()
      }
      await index.describe(found)
      described += found.length
      if (found.length > 0) changed?.()
      queue.leftOut(models.length - found.length)
      await clock.turn()
      if (yields?.() === true) return { described, done: false }
    }
  } finally {
    teller.end()
  }
}

class DescribeQueue {
  readonly #ports: DescribePorts
  readonly #wanted: () => readonly string[]
  readonly #again: string[]
  readonly #tried = new Set<number>()
  readonly #asked = new Set<string>()
  /** Tried without success: they stay first among those lacking. */
  #left = 0

  constructor(ports: DescribePorts, { wanted = () => [], again = [] }: DescribeOptions) {
    this.#ports = ports
    this.#wanted = wanted
    this.#again = [...again]
  }

  leftOut(count: number): void {
    this.#left += count
  }

  async next(): Promise<IndexedModel[]> {
    const wanted = await this.#nextWanted()
    const first = wanted.length > 0 ? wanted : await this.#nextAgain()
    const models = first.length > 0 ? first : await this.#ports.index.lacking('facts', batch + this.#left)
    const fresh = models.filter(({ id }) => !this.#tried.has(id)).slice(0, batch)
    for (const { id } of fresh) this.#tried.add(id)
    return fresh
  }

  async #nextAgain(): Promise<IndexedModel[]> {
    while (this.#again.length > 0) {
      const known = await this.#ports.index.byPaths(this.#again.splice(0, batch))
      const described = [...known.values()].filter(({ facts, id }) => facts !== null && !this.#tried.has(id))
      if (described.length > 0) return described
    }
    return []
  }

  async #nextWanted(): Promise<IndexedModel[]> {
    const paths = this.#wanted().filter((path) => !this.#asked.has(path)).slice(0, batch)
    if (paths.length === 0) return []
    for (const path of paths) this.#asked.add(path)
    const known = await this.#ports.index.byPaths(paths)
    const lacking = [...known.values()].filter(({ facts, id }) => facts === null && !this.#tried.has(id))
    return lacking.length > 0 ? lacking : this.#nextWanted()
  }
}
