import { describe, expect, it } from 'vitest'
import type { TransferAsk, Transfers } from '../../core/change-ports.js'
import { makeSource } from '../../core/model-files/testing/byte-sources.js'
import { buildGguf } from '../../core/model-files/testing/build-gguf.js'
import { buildSafetensors, withHeader } from '../../core/model-files/testing/build-safetensors.js'
import { parts } from '../../core/model-files/testing/parts.js'
import { zipCheckpoint } from '../../core/model-files/pickle/testing/checkpoints.js'
import { ProblemError } from '../../problems.js'
import { foreignStart } from './foreign-start.js'
import { createDownloadPreparer, type Download } from './prepare-download.js'

const weights = (...names: string[]) => buildSafetensors(Object.fromEntries(names.map((name) => [name, { dtype: 'U8', shape: [4] }])))
const lora = buildSafetensors({
  'lora_unet_down_blocks_0_attentions_0_proj_in.lora_down.weight': { dtype: 'F16', shape: [4, 320] },
  'lora_unet_down_blocks_0_attentions_0_proj_in.lora_up.weight': { dtype: 'F16', shape: [320, 4] },
  'lora_unet_down_blocks_0_attentions_0_proj_in.alpha': { dtype: 'F16', shape: [] },
})
const text = (said: string) => new TextEncoder().encode(said)
const download: Download = { prepare: 'download', url: 'https://huggingface.co/a', part: '/m/.x.part', size: null, sha256: null, blake3: null, directory: 'loras', name: 'x.safetensors' }

/** Transfers that bring these bytes without a question. */
function preparerOf(bytes: Uint8Array, maxFileBytes: number | null = null) {
  const asked: TransferAsk[] = []
  const gone: string[] = []
  const transfers: Transfers = {
    async fetch(ask, { progress }) {
      asked.push(ask)
      progress?.({ done: bytes.length, total: bytes.length, rate: 7, rest: 0 })
      return { size: bytes.length, sha256: 'sha256:00', blake3: 'blake3:00', fetched: bytes.length, from: 'cdn.example' }
    },
    probe: () => Promise.reject(new Error('not asked here')),
    discard: async (part) => void gone.push(part),
  }
  const disk = { open: (path: string) => ({ source: makeSource(bytes, { name: path }), stamp: { size: bytes.length, modified: 0, inode: null }, close: () => undefined }) }
  return { asked, gone, preparer: createDownloadPreparer({ transfers, disk, readers: parts, policy: async () => ({ maxFileBytes }) }) }
}

async function outcomeOf(bytes: Uint8Array, change: Partial<Download> = {}) {
  const { preparer, gone } = preparerOf(bytes)
  const outcome = await preparer.prepare({ ...download, ...change }, { signal: new AbortController().signal, plan: 'p' }).catch((error: unknown) => error)
  if (!(outcome instanceof ProblemError)) return 'taken'
  expect(gone).toEqual(['/m/.x.part'])
  return `${outcome.problem.code}: ${outcome.problem.message}`
}

describe('what a fetched file must not contradict', () => {
  it.each([
    ['a LoRA for loras', lora, {}],
    ['a LoRA for a folder of a pack', lora, { directory: 'somebodys_models' }],
    ['no folder is known', lora, { directory: null }],
    ['weights of no known kind', weights('a', 'b'), {}],
    ['a GGUF file', buildGguf({ tensors: [{ name: 'a', shape: [32], type: 0, offset: 0 }], weights: 128 }), { name: 'sub folder/模型.gguf', directory: 'unet' }],
    ['a pickle under a name of pickles', zipCheckpoint(new Map([['a', 1]])), { name: 'x.pth', directory: 'upscale_models' }],
    ['bytes that no reader knows', Uint8Array.from({ length: 3000 }, (_, at) => (at * 151 + 201) % 256), { name: 'x.engine' }],
  ])('nothing: %s', async (_, bytes, change) => expect(await outcomeOf(bytes, change)).toBe('taken'))

  it.each([
    ['cut', lora.subarray(0, lora.length - 3), {}, /TRANSFER_MISMATCH: What came from cdn\.example is not the file: /],
    ['longer than its header says', Uint8Array.from([...lora, 1, 2, 3]), {}, /TRANSFER_MISMATCH/],
    ['a header larger than the file', withHeader('{}', 0, 1_000_000n), {}, /TRANSFER_MISMATCH/],
    ['a pickle under a name that needs no tick', zipCheckpoint(new Map([['a', 1]])), {}, /TRANSFER_MISMATCH.*pickle/],
    ['a GGUF file named like another', buildGguf({ tensors: [], weights: 0 }), {}, /TRANSFER_MISMATCH.*gguf/],
    ['noise', Uint8Array.from({ length: 3000 }, (_, at) => (at * 151 + 201) % 256), {}, /TRANSFER_MISMATCH/],
    ['noise named GGUF', Uint8Array.from({ length: 3000 }, (_, at) => (at * 151 + 201) % 256), { name: 'x.gguf' }, /TRANSFER_MISMATCH/],
    ['a LoRA for vae', lora, { directory: 'vae' }, /it is a lora by its tensors, which no loader reads from vae/],
    ['a LoRA for checkpoints', lora, { directory: 'checkpoints' }, /which no loader reads from checkpoints/],
  ])('refused: %s', async (_, bytes, change, says) => expect(await outcomeOf(bytes, change)).toMatch(says))

  it('the name that it will have decides, not that of its part', async () => {
    expect(await outcomeOf(zipCheckpoint(new Map([['a', 1]])), { name: 'loras/x.ckpt', directory: null })).toBe('taken')
  })
})

describe('what is asked for', () => {
  const ask = async (change: Partial<Download>, most: number | null) => {
    const { asked, preparer } = preparerOf(lora, most)
    const seen: unknown[] = []
    const made = await preparer.prepare({ ...download, ...change }, { signal: new AbortController().signal, plan: 'p', progress: (...now) => seen.push(now) })
    return { asked: asked[0], made, seen }
  }

  it('no more than the plan or the policy allow', async () => {
    expect((await ask({}, null)).asked).toMatchObject({ maxBytes: 1024 ** 4, name: 'x.safetensors', url: download.url })
    expect((await ask({}, 500)).asked?.maxBytes).toBe(500)
    expect((await ask({ size: 900 }, null)).asked?.maxBytes).toBe(900)
    expect((await ask({ size: 900 }, 500)).asked?.maxBytes).toBe(500)
  })

  it('with sources that are asked when a person means them, and tells how it goes on and what came', async () => {
    const { asked, made, seen } = await ask({ sha256: 'sha256:00' }, null)
    expect(asked).toMatchObject({ sha256: 'sha256:00', ask: expect.arrayContaining(['civitai', 'huggingface']) })
    expect(made).toEqual({ size: lora.length, sha256: 'sha256:00', blake3: 'blake3:00' })
    expect(seen).toEqual([[lora.length, lora.length, { rate: 7, rest: 0 }]])
  })

  it('lets go of its part', async () => {
    const { preparer, gone } = preparerOf(lora)
    await preparer.discard(download)
    expect(gone).toEqual([download.part])
  })
})

describe('the beginning of a download', () => {
  const page = '<!DOCTYPE html><html>'
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0a'.repeat(32)}\nsize 5\n`
  it.each([
    ['x.safetensors', page, 'a web page'],
    ['x.safetensors', '{"error":"no"}', 'an error answer'],
    ['x.safetensors', 'Entry not found', /^text that begins/],
    ['x.safetensors', pointer, 'a Git LFS pointer'],
    ['x.safetensors', '\u007fELF', 'a Linux program'],
    ['x.ckpt', page, 'a web page'],
    ['x.ckpt', '{"error":"no"}', 'an error answer'],
    ['x.zip', page, 'a web page'],
    ['x.zip', '{"message":"no"}', 'an error answer'],
    ['no ending', page, 'a web page'],
    ['x.yaml', page, 'a web page'],
    ['x.zip', '', 'an empty file'],
  ])('%s: %j is %s', (name, begins, what) => {
    const found = foreignStart(name, text(begins), begins.length)
    if (typeof what === 'string') expect(found).toBe(what)
    else expect(found).toMatch(what)
  })

  it.each([
    ['x.ckpt', 'cos\nsystem\n'],
    ['x.yaml', 'model: 1\n'],
    ['x.json', '{"a": 1}'],
    ['x.json', '{"error":"none"}'],
    ['x.zip', 'PK\u0003\u0004'],
    ['x.tar.gz', '\u001f\u008b'],
  ])('nothing speaks against %s: %j', (name, begins) => expect(foreignStart(name, text(begins), null)).toBeNull())
})
