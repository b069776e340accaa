import { addressAt } from '../../../core/provider-address.js'
import type { Leave } from './leave-for.js'

/** A page about the file that a person can read; null where none is known. */
export function pageOf({ source, url, home }: Pick<Leave, 'home' | 'source' | 'url'>): string | null {
  const endpoint = home.href.replace(/\/$/, '')
  if (source === 'huggingface') {
    const address = addressAt(source, endpoint, url.href)
    return address === null ? null : `${endpoint}/${address.owner === '' ? '' : `${address.owner}/`}${address.repo}`
  }
  if (source === 'civitai') {
    const address = addressAt(source, endpoint, url.href)
    if (address?.versionId == null) return null
    return address.modelId === null ? `${endpoint}/model-versions/${address.versionId}` : `${endpoint}/models/${address.modelId}?modelVersionId=${address.versionId}`
  }
  return null
}
