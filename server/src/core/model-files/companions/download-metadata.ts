import type { CompanionClaim } from '../../model-index.js'
import { hexOf } from './claim-parts.js'

/**
 * `.cache/huggingface/download/NAME.metadata` of huggingface_hub: three lines, the commit, the ETag and the time in seconds. The ETag
 * of a large file is its SHA-256, that of a small one a git blob id, which is no hash of the content. Source: _local_folder.py.
 */
export function readDownloadMetadata(text: string): Omit<CompanionClaim, 'from'> | null {
  const [commit, etag, time] = text
    .slice(0, 1000)
    .split(/\r?\n/, 3)
    .map((line) => line.trim())
  const revision = hexOf(commit, 40)
  if (revision === null || etag === undefined || time === undefined || !/^\d+(?:\.\d+)?$/.test(time)) return null
  const sha256 = hexOf(etag.replace(/^W\//, '').replace(/^"(.*)"$/, '$1'), 64)
  return {
    says: `Downloaded from Hugging Face at commit ${revision}`,
    ...(sha256 === null ? {} : { sha256 }),
  }
}
