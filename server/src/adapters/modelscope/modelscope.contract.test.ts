import { describeModelProvider } from '../../core/testing/contract/model-provider.contract.js'
import { putUnderTest } from '../testing/provider-under-test.js'
import { createModelScope } from './modelscope.js'
import { startModelScope } from './testing/service.js'

describeModelProvider('ModelScope', async () => {
  const standIn = await startModelScope({
    'Studio/tiny-model': {
      license: 'Apache License 2.0',
      files: { 'tiny-model.safetensors': { Size: 988097824, Sha256: 'FD'.repeat(32), Revision: 'ab'.repeat(20) } },
    },
  })
  return putUnderTest('modelscope', standIn, createModelScope, {
    address: 'https://modelscope.cn/models/Studio/tiny-model/resolve/master/tiny-model.safetensors',
    absent: 'https://www.modelscope.cn/api/v1/models/Studio/tiny-model/repo?Revision=master&FilePath=none.safetensors',
    foreign: [
      'https://huggingface.co/a/b/resolve/main/x.safetensors',
      'https://modelscope.cn/datasets/a/b',
      'https://modelscope.cn.evil.example/models/a/b',
    ],
    file: { name: 'tiny-model.safetensors', size: 988097824, sizeExact: true, hashes: { sha256: 'fd'.repeat(32) } },
  })
})
