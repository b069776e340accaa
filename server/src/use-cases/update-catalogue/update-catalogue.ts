import type { Problem } from '@greenlight/shared/problem'
import type { RegistryKept, RegistryKeptPage } from '../../core/ports.js'
import { planSweep } from '../../core/registry/plan-sweep.js'
import { problem } from '../../problems.js'
import { askForPacks, type PacksAsked } from './ask-for-packs.js'
import type { CatalogueUpdated, UpdateCatalogueOptions, UpdateCatalogueParts } from './parts.js'
import { createQuestioner, type Questioner } from './questioner.js'
import { type ListRead, readList } from './read-list.js'
import { createShelf, type Shelf } from './shelf.js'

/**
 * The explicit update of what is kept of the Comfy Registry: the list of packs (changes, or all of it), then node types of the
 * packs that are named. What came is kept even when a later question fails (told as a problem, `done` is false) or the signal
 * is given (rejects with its reason): the next update goes on from there. Rejects also with REGISTRY_KEEP_UNWRITABLE.
 */
export async function updateCatalogue(
  parts: UpdateCatalogueParts,
  options: UpdateCatalogueOptions = {},
): Promise<CatalogueUpdated> {
  const kept = await parts.keep.read()
  const shelf = createShelf(parts.keep, kept)
  const questioner = createQuestioner(parts, {
    signal: options.signal,
    waiting: (seconds) => options.progress?.(0, null, `waiting ${seconds} s before the Comfy Registry is asked again`),
  })
  try {
    const list = options.list === false ? null : await updateList(parts, options, questioner, kept, shelf)
    const isStopped = list?.read.stopped === true
    const asked = isStopped ? nothingAsked : await askForPacks({ registry: parts.registry, questioner, shelf }, options)
    const listProblems = list?.problems ?? []
    return {
      done: (list?.read.complete ?? true) && asked.done,
      list: list === null ? 'none' : list.read.state.since === undefined ? 'whole' : 'changes',
      ...(list?.read.state.since === undefined ? {} : { since: list.read.state.since }),
      resumed: list?.resumed ?? false,
      packs: { kept: shelf.packs().length, ...shelf.changes(), unreadable: list?.unreadable ?? 0 },
      nodeTypes: shelf.countTypes(),
      asked: asked.packs,
      packOf: asked.packOf,
      ...questioner.spent(),
      written: await shelf.save(),
      problems: [...kept.problems, ...listProblems, ...asked.problems],
    }
  } catch (error) {
    // Cut off: what came so far is of use already. A fault of the disk is told as it is.
    if (options.signal?.aborted === true) await shelf.save()
    throw error
  }
}

/** The list already showed that no question makes sense. */
const nothingAsked: PacksAsked = { done: false, packs: [], packOf: [], problems: [] }

interface ListUpdated {
  readonly read: ListRead
  readonly resumed: boolean
  readonly unreadable: number
  readonly problems: readonly Problem[]
}

async function updateList(
  { registry, keep, now }: UpdateCatalogueParts,
  options: UpdateCatalogueOptions,
  questioner: Questioner,
  kept: RegistryKept,
  shelf: Shelf,
): Promise<ListUpdated> {
  const facts = { state: kept.state, whole: kept.packs.length > 0 && kept.problems.length === 0 }
  const follow = async (isFull: boolean) => {
    const plan = planSweep(facts, { now: now(), full: isFull })
    const before = plan.resumed ? kept.pages : []
    const pages: RegistryKeptPage[] = [...before]
    shelf.list(pages)
    const reading = {
      registry,
      keep,
      questioner,
      plan,
      options,
      kept: (page: RegistryKeptPage) => void pages.push(page),
    }
    return { plan, read: await readList(reading, before) }
  }
  let { plan, read } = await follow(options.full === true)
  if (read.refusesSince) ({ plan, read } = await follow(true))
  const unreadable = read.pages.reduce((sum, page) => sum + page.unreadable, 0)
  const problems = [...read.problems]
  if (unreadable > 0)
    problems.push(problem('REGISTRY_ENTRIES_UNREADABLE', { count: unreadable, what: 'list of node packs' }))
  if (read.complete) {
    shelf.completeList({ whole: plan.state.since === undefined && read.missing === 0 })
    await shelf.save()
    await keep.finish({ ...read.state, done: true })
  }
  return { read, resumed: plan.resumed, unreadable, problems }
}
