import { setImmediate as pause, setTimeout as wait } from 'node:timers/promises'
import { type CataloguePart, CataloguePartSchema } from '@greenlight/shared/catalogue'
import { type Problem, ProblemSchema } from '@greenlight/shared/problem'
import * as v from 'valibot'
import type { CatalogueSource, ReadPart } from '../../core/catalogue-part.js'
import type { NodeSignature } from '../../core/installed.js'
import type { BlockStore } from './block-store.js'
import type { BuiltView, LineRange } from './compact/built-view.js'
import { hashOf, version } from './compact/layout.js'
import { openCompact } from './compact/open-compact.js'
import { writeCompact } from './compact/write-compact.js'

export interface BuiltPart extends ReadPart {
  readonly view: BuiltView
}
export interface Built {
  readonly parts: readonly BuiltPart[]
  readonly problems: readonly Problem[]
}
/** What lies on the disk now: `stamp` changes with every file's size and time, `build` reads it. */
export interface Found {
  readonly stamp: string
  readonly build: () => Promise<Built>
}
export type SignatureReader = (lines: readonly LineRange[], type: string) => readonly NodeSignature[]

type Answer = Awaited<ReturnType<CatalogueSource['read']>>
interface Current {
  readonly stamp: string
  answer: Promise<Answer>
  /** Read from text and not yet turned into blocks. */
  built: Built | null
}
const nothing: Promise<Answer> = Promise.resolve({ parts: [], problems: [] })

const ManifestSchema = v.object({
  stamp: v.string(),
  parts: v.array(CataloguePartSchema),
  problems: v.array(ProblemSchema),
})

/** Milliseconds in which the question that made us read is answered first. */
const patience = 300
/** Milliseconds of work between two turns of the event loop. */
const slice = 8
/** A command that has answered does not stay for blocks: they cost three times what they save the next one. */
const unheld = { ref: false }
/** Only the second command over the same lists does, once, so that the third and all later ones are quick. */
const held = { ref: true }
/** Different catalogues that are kept at once; a ninth takes the place of another. */
const places = 8

/**
 * Parts that are read from text once and asked from memory. When the same texts are asked a second time, by this process or the
 * next, they are turned into compact blocks behind the answer: those are smaller in memory, and with a `store` later processes
 * ask them without reading the texts at all (15 ms instead of 60). A question that is never repeated pays for none of it.
 */
export function createKeptSource(name: string, find: () => Promise<Found>, store: BlockStore | null, signatures?: SignatureReader): CatalogueSource {
  let current: Current | null = null
  const slot = `${name.replace(/\W/g, '').slice(0, 8)}${hashOf(name) % places}`

  async function open(found: Found, here: Current): Promise<Answer> {
    return (store === null ? null : await load(store, slot, found.stamp, signatures)) ?? build(found, here)
  }

  /** Whether an earlier process read the same texts. */
  async function wasSeen(stamp: string): Promise<boolean> {
    if (store === null) return false
    const mark = versioned(stamp)
    const seen = await store.load(`${slot}.seen`)
    if (seen !== null && new TextDecoder().decode(seen) === mark) return true
    void store.save(`${slot}.seen`, new TextEncoder().encode(mark)).catch(() => undefined)
    return false
  }

  async function build(found: Found, here: Current): Promise<Answer> {
    const built = await found.build()
    here.built = built
    if (await wasSeen(found.stamp)) begin(here, held)
    return built
  }

  function begin(here: Current, hold: typeof held): void {
    const { built } = here
    if (built === null || built.parts.length === 0) return
    here.built = null
    void compact(here, built, hold).catch(() => undefined)
  }

  async function compact(here: Current, built: Built, hold: typeof held): Promise<void> {
    const { stamp } = here
    await wait(hold.ref ? 0 : patience, undefined, hold)
    const blocks: Uint8Array<ArrayBuffer>[] = []
    for (const [at, { view }] of built.parts.entries()) blocks.push(await inSlices(writeCompact(view, blockStamp(stamp, at)), hold))
    const parts = built.parts.map(({ part }) => part())
    const opened = openAll(blocks, stamp, parts, signatures)
    if (opened === null) return
    here.answer = Promise.resolve({ parts: opened, problems: built.problems })
    if (store === null) return
    for (const [at, bytes] of blocks.entries()) await store.save(`${slot}-${at}.block`, bytes)
    const manifest = { stamp: versioned(stamp), parts, problems: built.problems }
    await store.save(`${slot}.json`, new TextEncoder().encode(JSON.stringify(manifest)))
  }

  return {
    async read() {
      const found = await find()
      if (current?.stamp === found.stamp) begin(current, unheld)
      else {
        const here: Current = { stamp: found.stamp, answer: nothing, built: null }
        here.answer = open(found, here)
        current = here
      }
      return current.answer
    },
  }
}

async function load(store: BlockStore, slot: string, stamp: string, signatures: SignatureReader | undefined): Promise<Answer | null> {
  const manifest = parsed(await store.load(`${slot}.json`))
  if (manifest === null || manifest.stamp !== versioned(stamp)) return null
  const blocks = await Promise.all(manifest.parts.map((_, at) => store.load(`${slot}-${at}.block`)))
  const parts = openAll(blocks, stamp, manifest.parts, signatures)
  return parts === null ? null : { parts, problems: manifest.problems }
}

function openAll(blocks: readonly (Uint8Array<ArrayBuffer> | null)[], stamp: string, parts: readonly CataloguePart[], signatures: SignatureReader | undefined): ReadPart[] | null {
  const opened: ReadPart[] = []
  for (const [at, part] of parts.entries()) {
    const bytes = blocks[at] ?? null
    const view = bytes === null ? null : openCompact(bytes, blockStamp(stamp, at), signatures)
    if (view === null) return null
    opened.push({ view, where: part.where, part: () => part })
  }
  return opened
}

function parsed(bytes: Uint8Array | null): v.InferOutput<typeof ManifestSchema> | null {
  if (bytes === null) return null
  try {
    const read = v.safeParse(ManifestSchema, JSON.parse(new TextDecoder().decode(bytes)))
    return read.success ? read.output : null
  } catch {
    return null
  }
}

async function inSlices<T>(work: Generator<void, T>, hold: typeof held): Promise<T> {
  for (;;) {
    const began = performance.now()
    while (performance.now() - began < slice) {
      const step = work.next()
      if (step.done === true) return step.value
    }
    await pause(undefined, hold)
  }
}

function versioned(stamp: string): string {
  return `${version}\n${stamp}`
}

function blockStamp(stamp: string, at: number): string {
  return `${at}\n${versioned(stamp)}`
}
