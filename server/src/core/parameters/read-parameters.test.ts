import { HeldSchema, type Held, type HeldModel } from '@greenlight/shared/held'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { readParameters } from './read-parameters.js'

const tail = 'Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 4, Size: 512x512'

function read(text: string): Held {
  const held = readParameters(text)
  if (held === null) throw new Error('it was not read')
  return v.parse(HeldSchema, held)
}

/** `directory name hash-kind hash weight`, one line a model. */
function told({ models }: Pick<Held, 'models'>): string[] {
  const line = ({ directory, name, hash, others = [], weight, air, civitaiVersion }: HeldModel) =>
    [directory ?? '?', name ?? '-', ...[hash, ...others].flatMap((one) => (one === undefined ? [] : [`${one.type}:${one.value}`])), weight, air, civitaiVersion]
      .filter((part) => part !== undefined)
      .join(' ')
  return models.map(line)
}

describe('the parts of a text', () => {
  it('are the prompt, the negative prompt and the settings in order', () => {
    const held = read(`a cat,\non a mat\nNegative prompt: dog,\nbird\n${tail}, Version: v1.10.1`)
    expect(held).toMatchObject({ grade: 'parameters-only', tool: 'AUTOMATIC1111', positive: 'a cat,\non a mat', negative: 'dog,\nbird' })
    expect(held.settings.map(({ name, value }) => `${name}=${value}`)).toEqual(['Steps=20', 'Sampler=Euler a', 'CFG scale=7', 'Seed=4', 'Size=512x512', 'Version=v1.10.1'])
  })

  it.each([
    ['CRLF', `a cat\r\nNegative prompt: dog\r\n${tail}\r\n`, 'a cat', 'dog'],
    ['a byte order mark', `\uFEFFa cat\n${tail}`, 'a cat', undefined],
    ['no negative prompt', `a cat\n${tail}`, 'a cat', undefined],
    ['an empty negative prompt', `a cat\nNegative prompt:\n${tail}`, 'a cat', ''],
    ['no prompt at all', tail, '', undefined],
    ['a prompt with steps', `a recipe\nSteps: 1. stir, 2. bake\nNegative prompt: dog\n${tail}`, 'a recipe\nSteps: 1. stir, 2. bake', 'dog'],
    ['a prompt that quotes settings', `Steps: 9, Sampler: DDIM, Seed: 1, Size: 1x1\n${tail}`, 'Steps: 9, Sampler: DDIM, Seed: 1, Size: 1x1', undefined],
    ['emoji and other letters', `猫 😀 «кот»\n${tail}`, '猫 😀 «кот»', undefined],
    ['lost line breaks', `a cat Negative prompt: dog ${tail}`, 'a cat', 'dog'],
    ['no settings', 'a cat\nNegative prompt: dog', 'a cat', 'dog'],
    ['settings one below the other', `a cat\n${tail.replaceAll(', ', '\n')}`, 'a cat', undefined],
    ['settings that begin otherwise', 'a cat\nSampler: Euler, Seed: 3, CFG scale: 7, Size: 1x1', 'a cat', undefined],
  ])('%s', (_what, text, positive, negative) => {
    const held = read(text)
    expect([held.positive, held.negative]).toEqual([positive, negative])
  })

  it('keep templates of dynamic prompts apart, whatever those say', () => {
    const held = read(`a cat\n${tail}, Model: one\nTemplate: a {cat|dog}\nSteps: 3, Sampler: x, Seed: 1, Model: two\nNegative Template: no`)
    expect(told(held)).toEqual(['checkpoints one'])
    expect(held.settings.slice(-2).map(({ name }) => name)).toEqual(['Template', 'Negative Template'])
  })

  it.each(['', 'a cat on a mat', 'Steps: up the hill', '{"a": 1}', '[1]', '{"nodes": []', 'x'.repeat(5 * 1024 * 1024)])('are none in %#', (text) => {
    expect(readParameters(text)).toBeNull()
  })
})

describe('settings', () => {
  const value = (text: string, name: string) => read(`x\n${tail}, ${text}`).settings.find((one) => one.name === name)?.value

  it('hold commas in quotes and brackets', () => {
    const text = 'Hires prompt: "a, b: \\"c\\"\\nd", Hashes: {"a": "x, }", "b": [1, 2]}, ControlNet 0: "Module: canny, Model: m", Last: 1'
    expect(value(text, 'Hires prompt')).toBe('a, b: "c"\nd')
    expect(value(text, 'Hashes')).toBe('{"a": "x, }", "b": [1, 2]}')
    expect(value(text, 'ControlNet 0')).toBe('Module: canny, Model: m')
    expect(value(text, 'Last')).toBe('1')
  })

  it('go on where a quote or bracket never closes', () => {
    expect(value('Broken: "a, Next: 2', 'Next')).toBe('2')
    expect(value('Broken: {"a": 1, Next: 2', 'Next')).toBe('2')
  })

  it('keep what has no name with the value before', () => {
    expect(value('LoRA networks: one, two, Last: 1', 'LoRA networks')).toBe('one, two')
    expect(value('Created Date: 2024-08-31T01:11:47.021Z, Last: 1', 'Created Date')).toBe('2024-08-31T01:11:47.021Z')
  })
})

describe('models', () => {
  it.each([
    ['a checkpoint', 'Model hash: C0D1994C73, Model: dreamer_v2', ['checkpoints dreamer_v2 autov2:c0d1994c73']],
    ['a checkpoint of old', 'Model hash: 45dee52b, Model: dreamer', ['checkpoints dreamer autov1:45dee52b']],
    ['a hash alone', 'Model hash: c0d1994c73', ['checkpoints - autov2:c0d1994c73']],
    ['what is no hash', 'Model hash: TEST1234, Model: dreamer', ['checkpoints dreamer']],
    ['a VAE', 'VAE hash: 735e4c3a44, VAE: clear.safetensors', ['vae clear.safetensors autov2:735e4c3a44']],
    ['no VAE', 'VAE: Automatic, Refiner: None, Hires checkpoint: Use same checkpoint, Hires upscaler: Latent (nearest)', []],
    ['a refiner', 'Refiner: polish_1.0 [7440042bbd], Refiner switch at: 0.8', ['checkpoints polish_1.0 autov2:7440042bbd']],
    ['an upscaler', 'Hires upscaler: 4x-Sharp', ['upscale_models 4x-Sharp']],
    ['LoRAs, the two kinds of hash told apart', 'Lora hashes: "ink: 1a2b3c4d5e6f, wax: abcdef0123, mud: abcdef01"', ['loras ink autov3:1a2b3c4d5e6f', 'loras wax autov2:abcdef0123', 'loras mud short:abcdef01']],
    ['the hash of no tensors', 'Lora hashes: "ink: e3b0c44298fc"', ['loras ink']],
    ['embeddings, whose 12 digits may be either', 'TI hashes: "bad hands: 5e40d722fc3d"', ['embeddings bad hands short:5e40d722fc3d']],
    ['a hypernetwork', 'Hypernet: oil, Hypernet hash: abcdef0123, Hypernet strength: 0.5', ['hypernetworks oil autov2:abcdef0123']],
    ['a ControlNet', 'ControlNet 0: "Module: canny, Model: edges [d14c016b], Weight: 1"', ['controlnet edges autov1:d14c016b']],
    ['a ControlNet of old', 'ControlNet-0 Enabled: True, ControlNet-0 Model: edges [d14c016b]', ['controlnet edges autov1:d14c016b']],
    ["Forge's modules", 'Module 1: ae, Module 2: clip_l', ['? ae', '? clip_l']],
    ['a detailer', 'ADetailer model: face_v8n.pt, ADetailer model 2nd: mediapipe_face_full', ['? face_v8n.pt']],
    ['Additional Networks', 'AddNet Enabled: True, AddNet Module 1: LoRA, AddNet Model 1: ink(1a2b3c4d5e6f)', ['loras ink autov3:1a2b3c4d5e6f']],
    [
      'a record of hashes, by length alone where the key does not tell',
      `Model: dreamer, Hashes: {"model": "c0d1994c73", "lora:ink": "${'ab'.repeat(32)}", "embed:bad": "c74b4e810b03", "vae": "735e4c3a44", "strange": "abcdef0123"}`,
      ['checkpoints dreamer autov2:c0d1994c73', `loras ink sha256:${'ab'.repeat(32)}`, 'embeddings bad short:c74b4e810b03', 'vae - autov2:735e4c3a44', '? strange autov2:abcdef0123'],
    ],
    [
      "Civitai's resources",
      'Civitai resources: [{"type":"checkpoint","modelVersionId":128078,"modelName":"Dream, er","modelVersionName":"v1"},\n {"weight":0.8,"air":"urn:air:sdxl:lora:civitai:1302719@1833157"},{"type":"lora"},7], Civitai metadata: {}',
      ['checkpoints Dream, er (v1) 128078', 'loras - 0.8 urn:air:sdxl:lora:civitai:1302719@1833157 1833157'],
    ],
    ['damaged lists', 'Hashes: {"model", Civitai resources: [{"type":], Lora hashes: "", TI hashes: ":,::"', []],
  ])('%s', (_what, text, models) => {
    expect(told(read(`x\n${tail}, ${text}`))).toEqual(models)
  })

  it('come from tags of the prompts', () => {
    const prompt = 'a <lora:ink:0.6>, <lora:sub/wax:te=0.5:unet=1>, <lyco:mud:-1>, <hypernet:oil:.5>, <lora:bare>, <lora::1>, <b>, embedding:soft/EasyOne, (embedding:two:1.2)'
    expect(told(read(`${prompt}\nNegative prompt: <lora:not:1>\n${tail}, Hires prompt: "<lora:later:0.3>"`))).toEqual([
      'loras ink 0.6',
      'loras sub/wax 0.5',
      'loras mud -1',
      'hypernetworks oil 0.5',
      'loras bare',
      'embeddings soft/EasyOne',
      'embeddings two',
      'loras not 1',
      'loras later 0.3',
    ])
  })

  it('are one where several places name the same', () => {
    const held = read(`<lora:Ink:0.6> <lora:ink:0.7>\n${tail}, Lora hashes: "ink: 1a2b3c4d5e6f", Hashes: {"lora:ink": "abcdef0123"}`)
    expect(told(held)).toEqual(['loras ink autov2:abcdef0123 autov3:1a2b3c4d5e6f 0.6'])
    expect(held.models[0]?.from).toBe('Lora hashes, Hashes, <lora:> tag')
  })

  it('are two where the same kind of hash differs', () => {
    expect(told(read(`x\n${tail}, Model: a, Model hash: abcdef0123, Hashes: {"model": "0123456789"}`))).toEqual(['checkpoints a autov2:abcdef0123', 'checkpoints a autov2:0123456789'])
  })
})

it.each([
  ['Version: v1.9.4', 'AUTOMATIC1111'],
  ['Version: f2.0.1v1.10.1-previous-544-g86d00326', 'Forge'],
  ['App: SD.Next, Version: 8b73cb6', 'SD.Next'],
  ['Parser: Full parser, Operations: txt2img', 'SD.Next'],
  ['Version: ComfyUI', 'ComfyUI'],
  ['Civitai resources: [{"modelVersionId":1}]', 'Civitai'],
  ['Model: x', undefined],
])('%s was written by %s', (text, tool) => {
  expect(read(`x\n${tail}, ${text}`).tool).toBe(tool)
})

it("reads Fooocus' JSON", () => {
  const held = read(
    JSON.stringify({
      base_model: 'jug_v8',
      base_model_hash: 'aeb7e9e689',
      loras: [['offset.safetensors', 0.1, '4852686128'], 'x', ['', 1]],
      metadata_scheme: 'fooocus',
      negative_prompt: '',
      prompt: 'a fish <lora:ink:0.5>',
      refiner_model: 'None',
      seed: '69',
      steps: 30,
      vae: 'Default (model)',
      version: 'Fooocus v2.4.3',
    }),
  )
  expect(held).toMatchObject({ tool: 'Fooocus', positive: 'a fish <lora:ink:0.5>' })
  expect(held.settings).toContainEqual({ name: 'steps', value: '30' })
  expect(told(held)).toEqual(['checkpoints jug_v8 autov2:aeb7e9e689', 'loras offset.safetensors autov2:4852686128 0.1', 'loras ink 0.5'])
})

describe('hostile texts', () => {
  const mega = 1024 * 1024
  it.each([
    ['commas', `x\n${tail}${','.repeat(mega)}`],
    ['colons', `x\n${tail}, ${'a:'.repeat(mega / 2)}`],
    ['words without a name', `x\n${tail}${', a'.repeat(mega / 3)}`],
    ['open brackets', `x\n${tail}, ${'A: {'.repeat(mega / 4)}`],
    ['open quotes', `x\n${tail}, ${'A: "\\'.repeat(mega / 5)}`],
    ['a bracket as deep as it is long', `x\n${tail}, Hashes: ${'['.repeat(mega)}${']'.repeat(mega)}`],
    ['tags that never end', `${'<lora:'.repeat(mega / 6)}\n${tail}`],
    ['tags', `${'<lora:a:1>'.repeat(mega / 10)}\n${tail}`],
    ['embeddings', `${'embedding:'.repeat(mega / 10)}\n${tail}`],
    ['lines of steps', `${'Steps: 1, Sampler: a, Seed: 2\n'.repeat(mega / 30)}`],
    ['lines of steps with open brackets', `${'Steps: {, a: [, "\n'.repeat(mega / 19)}`],
    ['templates', `${`${tail}\nTemplate: a\n`.repeat(mega / 80)}`],
    ['line ends', `${'\r\n'.repeat(mega / 2)}Negative prompt:\n${tail}`],
    ['one word', `${'a'.repeat(mega)}\n${tail}`],
    ['letters that grow in lower case', `${'İ'.repeat(mega / 2)} embedding:x\n${tail}`],
  ])('of a megabyte are read in time: %s', (_what, text) => {
    const start = process.cpuUsage()
    readParameters(text)
    const { user, system } = process.cpuUsage(start)
    expect(user + system).toBeLessThan(1_500_000)
  })

  it('take time in proportion to their length', () => {
    const spent = (count: number) => {
      const text = `${'<lora:a:1> embedding:b, '.repeat(count)}\n${tail}, ${'A: {"b": [1, 2]}, '.repeat(count)}${'x, '.repeat(count)}`
      const times = [0, 1, 2].map(() => {
        const start = process.cpuUsage()
        readParameters(text)
        const { user, system } = process.cpuUsage(start)
        return user + system
      })
      return Math.min(...times)
    }
    spent(2_000)
    expect(spent(40_000)).toBeLessThan(40 * Math.max(spent(5_000), 1_000))
  })

  it('never throw, and make what the contract says', () => {
    const piece = fc.constantFrom('Steps: ', 'Sampler: ', 'Seed: 1', ', ', '\n', '"', '{', '}', '[', ']', ':', '\\', '<lora:', '>', 'Hashes: ', 'Civitai resources: ', 'Lora hashes: ', '__proto__', 'constructor', 'Model hash: ', 'abcdef0123', '\ud800', 'Negative prompt:', 'Template: ', 'embedding:')
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 6, arbitrary: piece }, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 60 }), (pieces) => {
        const held = readParameters(pieces.join(''))
        if (held !== null) v.parse(HeldSchema, held)
      }),
      { numRuns: 3000 },
    )
  })

  it('name prototypes as they name anything', () => {
    expect(told(read(`<lora:__proto__:1>\n${tail}, Hashes: {"__proto__": "abcdef0123", "lora:constructor": "abcdef0123"}`))).toEqual([
      '? __proto__ autov2:abcdef0123',
      'loras constructor autov2:abcdef0123',
      'loras __proto__ 1',
    ])
  })
})
