import type { CompanionClaim } from '../../model-index.js'
import { parseForeignJson } from '../../workflow/json.js'
import { isRecord, type ForeignRecord } from '../../workflow/foreign.js'
import { readCivitaiVersion, type Owner } from './civitai-version.js'
import { baseName, stemOf } from './companion-names.js'
import { readConnected, readSwarm, readTagger } from './flat-records.js'
import { readDownloadMetadata } from './download-metadata.js'
import { readLoraManager } from './lora-metadata.js'
import { readSha256Lines } from './sha256-lines.js'

type Claims = readonly (Omit<CompanionClaim, 'from'> | null)[]
type Reader = (text: string, owner: Owner) => Claims

const longestText = 8 * 1024 * 1024

/** By ending, longer ones first. */
const readers: readonly (readonly [ending: string, read: Reader])[] = [
  ['.metadata.json', json((record, owner) => readLoraManager(record, owner))],
  ['.civitai.info', json((record, owner) => [readCivitaiVersion(record, owner)])],
  ['.cm-info.json', json((record) => [readConnected(record, 'Stability Matrix')])],
  ['.cminfo.json', json((record) => [readConnected(record, 'Civicomfy')])],
  ['.swarm.json', json((record) => [readSwarm(record)])],
  ['.metadata', (text) => [readDownloadMetadata(text)]],
  ['.sha256', readSha256Lines],
  ['.json', json((record) => [readTagger(record)])],
]

/**
 * What a companion file says of the model beside it: evidence that a person can follow, never proof. `fileName` as `companionNames`
 * gives it; `modelName`, where known, tells files of one version apart that differ in their ending. Foreign text of any shape is read;
 * what is not understood gives fewer claims. Never throws.
 */
export function readCompanion(fileName: string, text: string, modelName?: string): CompanionClaim[] {
  const from = baseName(fileName)
  const found = readers.find(([ending]) => from.toLowerCase().endsWith(ending))
  if (found === undefined || text.length > longestText) return []
  const [ending, read] = found
  const bare = from.slice(0, -ending.length)
  const owner =
    modelName === undefined
      ? guessOwner(bare, ending)
      : { name: baseName(modelName), stem: stemOf(baseName(modelName)) }
  return read(text, owner).flatMap((claim) => (claim === null ? [] : [{ from, ...claim }]))
}

/** `model.safetensors.sha256` names the model in full, `model.sha256` may or may not. */
function guessOwner(bare: string, ending: string): Owner {
  const full = ending === '.sha256' && /\.[a-z][a-z0-9]{1,11}$/i.test(bare)
  return full ? { name: bare, stem: stemOf(bare) } : { name: null, stem: bare }
}

function json(read: (record: ForeignRecord, owner: Owner) => Claims): Reader {
  return (text, owner) => {
    const parsed = parseForeignJson(text)
    return parsed.ok && isRecord(parsed.value) ? read(parsed.value, owner) : []
  }
}
