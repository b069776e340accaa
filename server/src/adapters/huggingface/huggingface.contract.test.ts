import { describeModelProvider } from '../../core/testing/contract/model-provider.contract.js'
import { putUnderTest } from '../testing/provider-under-test.js'
import { createHuggingFace } from './huggingface.js'
import { startHub } from './testing/hub.js'
import { studio } from './testing/repositories.js'

describeModelProvider('Hugging Face', async () => {
  const standIn = await startHub({ repositories: { 'studio/tiny': studio } })
  return putUnderTest('huggingface', standIn, createHuggingFace, {
    address: 'https://huggingface.co/studio/tiny/resolve/main/tiny-fp8.safetensors?download=true',
    absent: 'https://huggingface.co/studio/tiny/blob/main/none.safetensors',
    foreign: [
      'https://civitai.com/models/43331',
      'https://huggingface.co/spaces/a/b',
      'https://huggingface.co.evil.example/a/b/resolve/main/x.safetensors',
      'https://github.com/a/b/releases/download/v1/x.pth',
    ],
    file: { name: 'tiny-fp8.safetensors', size: 20, sizeExact: true, hashes: { sha256: '9b'.repeat(32) } },
  })
})
