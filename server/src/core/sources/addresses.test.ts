import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressKey, fileNameOf, isPage, rawUrl, readAddress } from './addresses.js'

const file = 'https://huggingface.co/Comfy-Org/flux1-dev/resolve/main/flux1-dev-fp8.safetensors'
const keyOf = (text: string) => {
  const address = readAddress(text)
  return address === null ? null : addressKey(address)
}
const rawOf = (text: string) => {
  const address = readAddress(text)
  return address === null ? null : rawUrl(address)
}
const nameOf = (text: string) => {
  const address = readAddress(text)
  return address === null ? null : fileNameOf(address)
}

describe('Hugging Face', () => {
  test.each([
    file,
    `${file}?download=true`,
    `${file}?download=true#about`,
    file.replace('/resolve/', '/blob/'),
    file.replace('/resolve/', '/raw/'),
    file.replace('https://huggingface.co', 'http://www.huggingface.co'),
    file.replace('huggingface.co', 'hf-mirror.com'),
    file.replace('huggingface.co', 'HF.co'),
    file.replace('https://', 'https://me:hf_secret@'),
    `${file}?token=hf_secret`,
    file.replace('flux1-dev-fp8', 'flux1%2Ddev-fp8'),
    `  ${file}\r\n`,
    'urn:air:flux1:checkpoint:huggingface:Comfy-Org/flux1-dev@flux1-dev-fp8.safetensors',
  ])('%s is one file', (text) => {
    expect(keyOf(text)).toBe(keyOf(file))
    expect(rawOf(text)).toBe(file)
    expect(nameOf(text)).toBe('flux1-dev-fp8.safetensors')
  })

  test.each([
    [file.replace('/main/', '/0123456789abcdef0123456789abcdef01234567/')],
    [file.replace('Comfy-Org', 'someone')],
    [file.replace('fp8.', 'FP8.')],
    [file.replace('flux1-dev-fp8', 'vae/flux1-dev-fp8')],
  ])('%s is another one', (text) => expect(keyOf(text)).not.toBe(keyOf(file)))

  test('pages are told from files', () => {
    expect(isPage(file)).toBe(false)
    expect(isPage(`${file}?download=true`)).toBe(false)
    expect(isPage(file.replace('/resolve/', '/blob/'))).toBe(true)
    expect(isPage(file.replace('/resolve/', '/raw/'))).toBe(true)
    expect(isPage('https://huggingface.co/Comfy-Org/flux1-dev')).toBe(true)
  })

  test('repositories and folders name no file yet', () => {
    expect(readAddress('https://huggingface.co/Comfy-Org/flux1-dev')).toMatchObject({ path: '', revision: null })
    expect(readAddress('https://huggingface.co/a/b/tree/main/split files/vae')).toMatchObject({
      path: 'split files/vae/',
      revision: 'main',
    })
    expect(rawOf('https://huggingface.co/a/b/tree/main/split%20files')).toBeNull()
    expect(nameOf('https://huggingface.co/a/b/tree/main/x.safetensors')).toBeNull()
  })

  test('names with spaces, points, other letters; revisions with a stroke; repositories without an owner', () => {
    expect(rawOf('https://huggingface.co/a/b/blob/main/模型 v1.5 (ä).safetensors')).toBe(
      'https://huggingface.co/a/b/resolve/main/%E6%A8%A1%E5%9E%8B%20v1.5%20(%C3%A4).safetensors',
    )
    expect(nameOf('https://huggingface.co/a/b/resolve/main/sub/%E6%A8%A1.safetensors')).toBe('模.safetensors')
    expect(readAddress('https://huggingface.co/a/b/resolve/refs%2Fpr%2F1/x.bin')).toMatchObject({
      revision: 'refs/pr/1',
      path: 'x.bin',
    })
    expect(rawOf('https://huggingface.co/a/b/resolve/refs%2Fpr%2F1/x.bin')).toContain('/resolve/refs%2Fpr%2F1/x.bin')
    expect(readAddress('https://huggingface.co/gpt2/resolve/main/model.safetensors')).toMatchObject({
      owner: '',
      repo: 'gpt2',
    })
    expect(rawOf('https://huggingface.co/gpt2/blob/main/model.safetensors')).toBe(
      'https://huggingface.co/gpt2/resolve/main/model.safetensors',
    )
  })

  test('files of data sets; other pages are no models', () => {
    expect(rawOf('https://huggingface.co/datasets/a/b/blob/main/x.pt?download=true')).toBe(
      'https://huggingface.co/datasets/a/b/resolve/main/x.pt',
    )
    for (const page of ['spaces/a/b', 'docs/hub/index', 'blog/x/y', 'api/models/a/b', 'datasets/a/b', ''])
      expect(readAddress(`https://huggingface.co/${page}`), page).toBeNull()
  })
})

describe('Civitai', () => {
  test.each([
    'https://civitai.com/api/download/models/176425',
    'https://civitai.red/api/download/models/176425?token=secret',
    'https://civitai.green/models/43331/majicmix-realistic?modelVersionId=176425',
    'http://www.civitai.com/models/43331?modelVersionId=176425#reviews',
    'https://civitai.com/model-versions/176425',
    'https://civitai.com/api/v1/model-versions/176425',
    'urn:air:sd1:checkpoint:civitai:43331@176425',
    'sd1:checkpoint:civitai:43331@176425',
  ])('%s is one file', (text) => {
    expect(keyOf(text)).toBe('civitai:176425:')
    expect(rawOf(text)).toBe('https://civitai.com/api/download/models/176425')
    expect(nameOf(text)).toBeNull()
  })

  test('which file of a version', () => {
    const choice = 'https://civitai.com/api/download/models/1?type=Model&format=SafeTensor&size=full&fp=fp16'
    expect(rawOf(choice)).toBe(choice)
    expect(keyOf(choice)).not.toBe(keyOf('https://civitai.com/api/download/models/1'))
    expect(readAddress('urn:air:sdxl:lora:civitai:1@2+33.safetensors')).toMatchObject({
      modelId: 1,
      versionId: 2,
      fileId: 33,
      format: 'safetensors',
    })
    expect(readAddress('air:sdxl:lora:civitai:685229@766909.SafeTensor')).toMatchObject({
      versionId: 766909,
      format: 'SafeTensor',
    })
    expect(readAddress('air:sdxl:lora:civitai:685229.SafeTensor')).toMatchObject({
      modelId: 685229,
      versionId: null,
      format: 'SafeTensor',
    })
  })

  test('a model without a version has no file yet', () => {
    expect(readAddress('https://civitai.com/models/4384/dreamshaper')).toMatchObject({ modelId: 4384, versionId: null })
    expect(rawOf('https://civitai.com/models/4384')).toBeNull()
    expect(isPage('https://civitai.com/models/4384')).toBe(true)
  })

  test('everything else there is no model', () => {
    for (const page of [
      'images/123',
      'articles/1',
      'user/x',
      'models',
      'models/abc',
      'models/0',
      'models/99999999999',
      'api/download/models/1e3',
      'api/v1/images',
    ])
      expect(readAddress(`https://civitai.com/${page}`), page).toBeNull()
    expect(readAddress('urn:air:sdxl:lora:civitai-r2:civitai-delivery@x.safetensors')).toBeNull()
    expect(readAddress('urn:air:sdxl:lora:orchestrator:abc@1')).toBeNull()
  })
})

describe('ModelScope', () => {
  test.each([
    'https://modelscope.cn/models/Owner/Name/resolve/master/split/model.safetensors',
    'https://www.modelscope.cn/models/Owner/Name/file/view/master/split%2Fmodel.safetensors?status=2',
    'https://modelscope.cn/api/v1/models/Owner/Name/repo?Revision=master&FilePath=split%2Fmodel.safetensors',
  ])('%s is one file', (text) => {
    expect(keyOf(text)).toBe('modelscope.cn:owner/name@master:split/model.safetensors')
    expect(rawOf(text)).toBe('https://modelscope.cn/models/Owner/Name/resolve/master/split/model.safetensors')
  })

  test('pages, the other service, a path that climbs', () => {
    expect(readAddress('https://modelscope.cn/models/a/b/summary')).toMatchObject({ path: '' })
    expect(keyOf('https://modelscope.ai/models/a/b/resolve/master/x.bin')).not.toBe(
      keyOf('https://modelscope.cn/models/a/b/resolve/master/x.bin'),
    )
    expect(readAddress('https://modelscope.cn/api/v1/models/a/b/repo?FilePath=..%2F..%2Fx.bin')).toBeNull()
    expect(readAddress('https://modelscope.cn/datasets/a/b')).toBeNull()
  })
})

describe('GitHub', () => {
  test.each([
    'https://github.com/madebyollin/taesd/raw/main/taesd_decoder.pth',
    'https://github.com/madebyollin/taesd/blob/main/taesd_decoder.pth?raw=true',
    'https://github.com/madebyollin/taesd/raw/refs/heads/main/taesd_decoder.pth',
    'https://raw.githubusercontent.com/madebyollin/taesd/main/taesd_decoder.pth',
    'https://raw.githubusercontent.com/madebyollin/taesd/refs/heads/main/taesd_decoder.pth',
    'https://media.githubusercontent.com/media/madebyollin/taesd/main/taesd_decoder.pth',
  ])('%s is one file', (text) => {
    expect(keyOf(text)).toBe('github:madebyollin/taesd:raw@main:taesd_decoder.pth')
    expect(rawOf(text)).toBe('https://github.com/madebyollin/taesd/raw/main/taesd_decoder.pth')
  })

  test('assets of releases', () => {
    const asset = 'https://github.com/TencentARC/GFPGAN/releases/download/v1.3.4/GFPGANv1.4.pth'
    expect(readAddress(asset)).toEqual({
      site: 'github',
      owner: 'TencentARC',
      repo: 'GFPGAN',
      kind: 'release',
      revision: 'v1.3.4',
      path: 'GFPGANv1.4.pth',
    })
    expect(rawOf(asset)).toBe(asset)
    expect(rawOf('https://github.com/a/b/releases/latest/download/x.pth')).toBe(
      'https://github.com/a/b/releases/latest/download/x.pth',
    )
    expect(keyOf('https://github.com/a/b/releases/download/latest/x.pth')).not.toBe(
      keyOf('https://github.com/a/b/releases/latest/download/x.pth'),
    )
    expect(isPage('https://github.com/a/b/releases/tag/v1')).toBe(true)
  })

  test('a repository is no model', () => {
    for (const page of ['a/b', 'a/b/issues/3', 'a/b/tree/main/x', 'a', 'a/b/blob/main'])
      expect(readAddress(`https://github.com/${page}`), page).toBeNull()
  })
})

describe('any other host', () => {
  test('one spelling, nothing private kept', () => {
    expect(readAddress('https://user:pw@Example.COM/a%20b/x.pth?b=2&a=1&X-Amz-Signature=s&api_key=k#f')).toEqual({
      site: 'direct',
      url: 'https://example.com/a%20b/x.pth?a=1&b=2',
    })
    expect(keyOf('http://www.example.com/x.pth?download=true')).toBe(keyOf('https://example.com/x.pth'))
    expect(keyOf('https://example.com/x.pth?id=1')).not.toBe(keyOf('https://example.com/x.pth?id=2'))
    expect(nameOf('https://dl.fbaipublicfiles.com/segment_anything/sam_vit_h_4b8939.pth')).toBe('sam_vit_h_4b8939.pth')
    expect(nameOf('https://heibox.uni-heidelberg.de/f/578df07c8fc04ffbadf3/?dl=1')).toBeNull()
  })

  test.each([
    'http://localhost/x.safetensors',
    'http://localhost:8188/x.safetensors',
    'https://127.0.0.1/x',
    'http://127.1/x',
    'http://2130706433/x',
    'http://0x7f000001/x',
    'http://0/x',
    'http://[::1]/x',
    'http://[::ffff:127.0.0.1]/x',
    'http://[::ffff:7f00:1]/x',
    'http://[64:ff9b::10.0.0.1]/x',
    'http://[2002:7f00:1::]/x',
    'http://[fe80::1]/x',
    'http://[fd12::1]/x',
    'http://10.1.2.3/x',
    'http://172.20.0.1/x',
    'http://192.168.1.5:9000/x',
    'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1/x',
    'http://nas/x.safetensors',
    'http://nas.local/x',
    'http://metadata.google.internal/x',
    'http://app.localhost./x',
    'ftp://example.com/x.safetensors',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/plain,x',
    'C:\\models\\x.safetensors',
    '//example.com/x',
    'https://',
    'https://example.com',
    'https://example.com/a%2F..%2F..%2Fetc/x',
    'https://example.com/a%00b',
    'https://exa mple.com/x',
    'not an address',
    '',
  ])('%s is none', (text) => expect(readAddress(text)).toBeNull())

  test('a public address in numbers is one', () => {
    expect(readAddress('http://8.8.8.8/x.pth')).not.toBeNull()
    expect(readAddress('http://[2a00:1450:4001::5]/x.pth')).not.toBeNull()
  })
})

describe('hostile text', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom('..', '%2e%2e', '%2F', '%', '\ud800', '@', ':', '?', '#', '\\', '\0', 'resolve', 'main', '1'),
  )
  const host = fc.constantFrom(
    'huggingface.co/',
    'civitai.com/',
    'modelscope.cn/models/',
    'github.com/',
    'raw.githubusercontent.com/',
    'example.com/',
    '',
  )
  const hostile = fc
    .tuple(fc.constantFrom('https://', 'http://', 'urn:air:', ''), host, fc.array(part, { maxLength: 8 }))
    .map(([scheme, at, parts]) => scheme + at + parts.join('/'))

  test('never throws, never leads upwards, and what it writes means the same', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const address = readAddress(text)
        if (address === null) return
        const raw = rawUrl(address)
        expect(fileNameOf(address) ?? '').not.toMatch(/[\\/]|^\.\.?$/)
        if (raw === null) return
        expect(raw).toMatch(/^https?:\/\//)
        expect(raw).not.toMatch(/\/\.\.?(?:\/|$)|[\s"<>`]/)
        const again = readAddress(raw)
        expect(again === null ? null : addressKey(again)).toBe(addressKey(address))
      }),
      { numRuns: 3000 },
    )
  })

  test('long text costs nothing', () => {
    const start = performance.now()
    for (const text of [
      `https://huggingface.co/${'a/'.repeat(500_000)}`,
      `urn:air:${'a:'.repeat(500_000)}`,
      `https://${'a.'.repeat(500_000)}`,
    ])
      expect(readAddress(text)).toBeNull()
    expect(performance.now() - start).toBeLessThan(1000)
  })
})
