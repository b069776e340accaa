import { describeModelProvider } from '../../core/testing/contract/model-provider.contract.js'
import { putUnderTest } from '../testing/provider-under-test.js'
import { createCivitai } from './civitai.js'
import { majic } from './testing/models.js'
import { startCivitai } from './testing/service.js'

describeModelProvider('Civitai', async () => {
  const standIn = await startCivitai([majic])
  return putUnderTest('civitai', standIn, createCivitai, {
    address: 'https://civitai.com/api/download/models/176425?type=Model&format=SafeTensor',
    absent: 'https://civitai.com/api/download/models/176426',
    foreign: [
      'https://huggingface.co/a/b/resolve/main/x.safetensors',
      'https://civitai.com/images/1',
      'https://civitai.com.evil.example/models/43331',
      'urn:air:sdxl:vae:huggingface:stabilityai/sdxl-vae@sdxl_vae.safetensors',
    ],
    file: {
      name: 'majicmixRealistic_v7.safetensors',
      size: 2132625894,
      sizeExact: true,
      hashes: {
        sha256: '7c819b6d13663ed720c2254f4fe18373107dfef2448d337913c8fc545640881e',
        blake3: '6516d85337c819c33af609918eca45d1db43cafc705163bca927892eb8a8330c',
        autov2: '7c819b6d13',
        crc32: 'd3c1ce6b',
      },
    },
  })
})
