import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { RegistryKeep, RegistryKept, RegistryKeptPage } from '../../../core/ports.js'
import type { RegistryState } from '../../../core/registry.js'
import { problem, ProblemError } from '../../../problems.js'
import { writeAtomically } from '../atomic-write.js'
import { reasonOf } from '../reason.js'
import { removeOwnFile } from '../trash.js'
import { readRecord, readRecords, readText } from './read-records.js'
import { asLine, NodeTypesSchema, PackSchema, PageSchema, StateSchema } from './records.js'

/**
 * What was read from the Comfy Registry, in `<state>/catalogue/comfy-registry`: `packs.jsonl`, `node-types.jsonl` and
 * `state.json`; while a list is being read also `pages/N.json`, so that a page costs a page's bytes and not the whole list's.
 * Each file is written whole, and the state after the page that it counts. Rejects with REGISTRY_KEEP_UNWRITABLE.
 */
export function createRegistryKeep(stateFolder: string): RegistryKeep {
  const folder = join(stateFolder, 'catalogue', 'comfy-registry')
  const files = {
    packs: join(folder, 'packs.jsonl'),
    nodeTypes: join(folder, 'node-types.jsonl'),
    state: join(folder, 'state.json'),
  }
  const pageFile = (page: number) => join(folder, 'pages', `${page}.json`)
  return {
    async read(): Promise<RegistryKept> {
      const state = await readState(files.state)
      const packs = await readRecords(files.packs, PackSchema)
      const nodeTypes = await readRecords(files.nodeTypes, NodeTypesSchema)
      return {
        state: state.value,
        packs: packs.records,
        nodeTypes: nodeTypes.records,
        pages: state.value === null || state.value.done ? [] : await readPages(state.value, pageFile),
        problems: [...state.problems, ...packs.problems, ...nodeTypes.problems],
      }
    },
    async addPage(page, state) {
      await write(pageFile(page.page), asLine(PageSchema, { ...page, at: state.at }))
      await write(files.state, asLine(StateSchema, state))
    },
    writePacks: (packs) => writeIfNew(files.packs, packs.map((pack) => asLine(PackSchema, pack)).join('')),
    writeNodeTypes: (versions) =>
      writeIfNew(files.nodeTypes, versions.map((line) => asLine(NodeTypesSchema, line)).join('')),
    async finish(state) {
      await write(files.state, asLine(StateSchema, state))
      // Those of an earlier list may reach further; they are overwritten when a list comes that far again.
      for (let page = 1; page <= state.page; page += 1) await removeOwnFile(pageFile(page))
    },
  }
}

async function readState(path: string): Promise<{ value: RegistryState | null; problems: RegistryKept['problems'] }> {
  const text = await readText(path)
  if (typeof text !== 'string') return { value: null, problems: text === null ? [] : [text] }
  const value = readRecord(text, StateSchema)
  return {
    value,
    problems:
      value === null ? [problem('REGISTRY_KEEP_UNREADABLE', { path, because: 'it is no state of an update' })] : [],
  }
}

/** Pages of this very list, from 1 to the last that the state counts; one that is lost is asked for again. */
async function readPages(state: RegistryState, pageFile: (page: number) => string): Promise<RegistryKeptPage[]> {
  const pages: RegistryKeptPage[] = []
  for (let page = 1; page <= state.page; page += 1) {
    const text = await readText(pageFile(page))
    const read = typeof text === 'string' ? readRecord(text, PageSchema) : null
    if (read === null || read.at !== state.at || read.page !== page) continue
    const { packs, unreadable, total, pages: all } = read
    pages.push({ page, packs, unreadable, total, pages: all })
  }
  return pages
}

/** Leaves a file alone that holds these bytes already: whoever watches it need not read it again. */
async function writeIfNew(path: string, text: string): Promise<number> {
  if ((await readText(path)) !== text) await write(path, text)
  return Buffer.byteLength(text)
}

async function write(path: string, text: string): Promise<void> {
  try {
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
    await writeAtomically(path, text)
  } catch (error) {
    throw new ProblemError('REGISTRY_KEEP_UNWRITABLE', { path, because: reasonOf(error) }, { cause: error })
  }
}
