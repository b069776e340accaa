import type { CompanionClaim } from '../../model-index.js'
import { own, type ForeignRecord } from '../../workflow/foreign.js'
import { claimedHashes, civitaiPage, hexOf, idOf, sayBase, sayName, sayTriggers, sentence } from './claim-parts.js'
import { sayVersion } from './civitai-version.js'

type Claim = Omit<CompanionClaim, 'from'>

/**
 * `NAME.cm-info.json` of Stability Matrix, and `NAME.cminfo.json` of Civicomfy in the same keys: `{ ModelId, VersionId, ModelName, BaseModel,
 * TrainedWords, Hashes: { SHA256, BLAKE3, ... } }`, all of the one file. Source: ConnectedModelInfo.cs of LykosAI/StabilityMatrix.
 */
export function readConnected(record: ForeignRecord, who: string): Claim | null {
  const model = idOf(own(record, 'ModelId'))
  const version = idOf(own(record, 'VersionId'))
  const hashes = claimedHashes(own(record, 'Hashes'))
  if (model === null && version === null && Object.keys(hashes).length === 0) return null
  return {
    says: sentence(who, [
      sayVersion(model, version),
      sayName(own(record, 'ModelName')),
      sayBase(own(record, 'BaseModel')),
      sayTriggers(own(record, 'TrainedWords')),
    ]),
    ...page(model, version),
    ...hashes,
  }
}

/**
 * `NAME.json` of the A1111 web UI and its kin: `{ "sd version", "activation text", description }`, to which Civitai browsers add
 * `modelId`, `modelVersionId` and `sha256`. Null for any other JSON that happens to have the model's name.
 */
export function readTagger(record: ForeignRecord): Claim | null {
  const base = sayBase(own(record, 'sd version'))
  const triggers = sayTriggers(own(record, 'activation text'))
  const model = idOf(own(record, 'modelId'))
  const version = idOf(own(record, 'modelVersionId'))
  if (base === null && triggers === null && (model === null || version === null)) return null
  const hashes = claimedHashes({ sha256: own(record, 'sha256') })
  return {
    says: sentence('A1111 web UI', [sayVersion(model, version), base, triggers]),
    ...page(model, version),
    ...hashes,
  }
}

/** `NAME.swarm.json` of SwarmUI: `modelspec.` keys, with or without that prefix; the hash is of the bytes after the header. */
export function readSwarm(record: ForeignRecord): Claim | null {
  const value = (key: string): unknown => own(record, `modelspec.${key}`) ?? own(record, key)
  const autov3 = hexOf(value('hash_sha256'), 12)
  const parts = [sayName(value('title')), sayBase(value('architecture')), sayTriggers(value('trigger_phrase'))]
  if (autov3 === null && parts.every((part) => part === null)) return null
  return { says: sentence('SwarmUI', parts), ...(autov3 === null ? {} : { autov3 }) }
}

function page(model: number | null, version: number | null): { url?: string } {
  const url = civitaiPage(model, version)
  return url === null ? {} : { url }
}
