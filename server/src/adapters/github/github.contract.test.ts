import { describeModelProvider } from '../../core/testing/contract/model-provider.contract.js'
import { putUnderTest } from '../testing/provider-under-test.js'
import { createGitHub } from './github.js'
import { startGitHub } from './testing/api.js'

describeModelProvider('GitHub', async () => {
  const asset = {
    id: 1,
    name: 'RealESRGAN_x4plus.pth',
    size: 67040989,
    state: 'uploaded',
    digest: `sha256:${'4F'.repeat(32)}`,
    browser_download_url: 'https://github.com/maker/upscale/releases/download/v0.1.0/RealESRGAN_x4plus.pth',
  }
  const standIn = await startGitHub({
    'maker/upscale': { id: 5, license: { spdx_id: 'BSD-3-Clause' }, releases: { 'v0.1.0': [asset] } },
  })
  return putUnderTest('github', standIn, createGitHub, {
    address: 'https://github.com/maker/upscale/releases/download/v0.1.0/RealESRGAN_x4plus.pth',
    absent: 'https://github.com/maker/upscale/releases/download/v0.1.0/none.pth',
    foreign: [
      'https://github.com/maker/upscale',
      'https://huggingface.co/a/b/resolve/main/x.safetensors',
      'https://github.com.evil.example/a/b/releases/download/v1/x.pth',
      'https://gist.github.com/a/b',
    ],
    file: { name: 'RealESRGAN_x4plus.pth', size: 67040989, sizeExact: true, hashes: { sha256: '4f'.repeat(32) } },
  })
})
