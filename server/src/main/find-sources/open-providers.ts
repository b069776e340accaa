import type { SourceName } from '@greenlight/shared/sources'
import type { ModelProvider } from '../../core/ports.js'
import type { OutsideHosts } from '../sources/open-outside-hosts.js'

/** Every provider of models behind its switch; loaded when a search begins, and asking nobody by itself. */
export async function openProviders(outside: Pick<OutsideHosts, 'host'>): Promise<ModelProvider[]> {
  const [{ createCivitai }, { createGitHub }, { createHuggingFace }, { createModelScope }] = await Promise.all([
    import('../../adapters/civitai/civitai.js'),
    import('../../adapters/github/github.js'),
    import('../../adapters/huggingface/huggingface.js'),
    import('../../adapters/modelscope/modelscope.js'),
  ])
  const host = (name: SourceName) => outside.host(name)
  return [
    createCivitai(host('civitai')),
    createGitHub(host('github')),
    createHuggingFace(host('huggingface')),
    createModelScope(host('modelscope')),
  ]
}
