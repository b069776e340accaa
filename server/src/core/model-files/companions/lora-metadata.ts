import type { CompanionClaim } from '../../model-index.js'
import { own, type ForeignRecord } from '../../workflow/foreign.js'
import { claimedHashes, cleanUrl, inner, sayBase, sayName, sentence } from './claim-parts.js'
import { readCivitaiVersion, type Owner } from './civitai-version.js'

/**
 * `NAME.metadata.json` of ComfyUI-Lora-Manager: `{ sha256, autov3?, model_name, base_model, from_civitai, hf_url?, civitai: version }`.
 * Its SHA-256 is of the file as it lay there (empty until it was counted); the version inside is what Civitai says.
 * Source: py/utils/models.py of willmiao/ComfyUI-Lora-Manager.
 */
export function readLoraManager(record: ForeignRecord, owner: Owner): readonly (Omit<CompanionClaim, 'from'> | null)[] {
  const known = ['sha256', 'from_civitai', 'civitai', 'base_model'].some((key) => own(record, key) !== undefined)
  if (!known) return []
  const hashes = claimedHashes({ sha256: own(record, 'sha256'), autov3: own(record, 'autov3') })
  const url = cleanUrl(own(record, 'hf_url'))
  const parts = [sayName(own(record, 'model_name')), sayBase(own(record, 'base_model'))]
  const empty = Object.keys(hashes).length === 0 && url === null && parts.every((part) => part === null)
  const civitai = inner(record, 'civitai')
  return [
    empty ? null : { says: sentence('ComfyUI-Lora-Manager', parts), ...(url === null ? {} : { url }), ...hashes },
    civitai === null ? null : readCivitaiVersion(civitai, owner),
  ]
}
