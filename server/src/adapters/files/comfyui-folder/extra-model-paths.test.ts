import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { expandPath } from './expand-path.js'
import { readExtraModelPaths } from './extra-model-paths.js'

const posix = { env: { MODELS: '/mnt/models', A_B: 'x' }, home: '/home/jo', flavour: path.posix }
const windows = {
  env: { Models: 'E:\\Models', USERPROFILE: 'C:\\Users\\Jo' },
  home: 'C:\\Users\\Jo',
  flavour: path.win32,
}
const read = (text: string) => readExtraModelPaths(text, '/srv/ComfyUI/extra_model_paths.yaml', posix)
const rows = (text: string) => read(text).roots.map(({ folder, path: root, first }) => [folder, root, first])

describe('readExtraModelPaths', () => {
  it('reads sections, blocks, aliases, further folders and node packs', () => {
    const text = [
      '# my paths',
      'a111:',
      '    base_path: /mnt/sd',
      '    checkpoints: models/Stable-diffusion',
      '    loras: |',
      '         models/Lora',
      '         models/Ly CORIS',
      '',
      '    unet: a',
      '    clip: /abs/olute/../clip/',
      'comfy:',
      '    is_default: true',
      '    base_path: ../shared',
      '    custom_nodes: my nodes/',
      '    LLM: 模型',
      'empty:',
      'none:',
      '    vae: vae',
    ].join('\r\n')
    expect(read(text).faults).toEqual([])
    expect(rows(text)).toEqual([
      ['checkpoints', '/mnt/sd/models/Stable-diffusion', false],
      ['loras', '/mnt/sd/models/Lora', false],
      ['loras', '/mnt/sd/models/Ly CORIS', false],
      ['diffusion_models', '/mnt/sd/a', false],
      ['text_encoders', '/abs/clip', false],
      ['custom_nodes', '/srv/shared/my nodes', true],
      ['LLM', '/srv/shared/模型', true],
      ['vae', '/srv/ComfyUI/vae', false],
    ])
  })

  it.each([
    ['~/sd', '/home/jo/sd/x'],
    ['$MODELS/sd', '/mnt/models/sd/x'],
    ['${MODELS}', '/mnt/models/x'],
    ['$A_B/%MODELS%', '/srv/ComfyUI/x/%MODELS%/x'],
    ['$ABSENT', '/srv/ComfyUI/$ABSENT/x'],
    ['.', '/srv/ComfyUI/x'],
  ])('base_path %s', (base, expected) =>
    expect(rows(`s:\n  base_path: ${base}\n  loras: x`)).toEqual([['loras', expected, false]]),
  )

  it('reads Windows paths, plain and quoted', () => {
    const text =
      's:\r\n  base_path: \'%models%\\sd\'\r\n  checkpoints: sub\\a b\r\n  loras: |\r\n    D:\\Loras\r\n    ..\\up\r\nt:\r\n  vae: "E:\\\\vae"\r\n  unet: C:/AI/unet\r\n'
    const { roots, faults } = readExtraModelPaths(text, 'C:\\ComfyUI\\extra_model_paths.yaml', windows)
    expect(faults).toEqual([])
    expect(roots.map((root) => root.path)).toEqual([
      'E:\\Models\\sd\\sub\\a b',
      'D:\\Loras',
      'E:\\Models\\up',
      'E:\\vae',
      'C:\\AI\\unet',
    ])
  })

  it.each([
    [
      's:\n  loras:\n    - a\n    - b\n  vae: v',
      [['vae', '/srv/ComfyUI/v', false]],
      'loras of "s" is a list, not text',
    ],
    ['s:\n  loras: {a: b}\n  vae: v', [['vae', '/srv/ComfyUI/v', false]], 'loras of "s" is a mapping, not text'],
    ['s:\n  loras:\n  vae: v', [['vae', '/srv/ComfyUI/v', false]], 'loras of "s" is empty, not text'],
    ['s:\n  loras: 12\n', [], 'loras of "s" is a number, not text'],
    ['s: text\nt:\n  vae: v', [['vae', '/srv/ComfyUI/v', false]], 'the section "s" is not a mapping'],
    ['s:\n  base_path:\n  vae: v\nt:\n  vae: w', [['vae', '/srv/ComfyUI/w', false]], 'base_path of "s" is not text'],
    ['- a\n- b', [], 'it is a list or a text, not named sections'],
    ['s:\n  base_path: "C:\\Users"\n', [], 'it is no YAML (line 2: '],
    ['s:\n\tvae: v', [], 'it is no YAML (line 2: '],
    ['a: 1\n---\nb: 2', [], 'it is no YAML (line'],
  ])('%j is a fault, not a crash', (text, expected, fault) => {
    expect(rows(text)).toEqual(expected)
    expect(read(text).faults).toHaveLength(1)
    expect(read(text).faults[0]).toContain(fault)
  })

  it('is_default follows Python: the text "false" is true', () => {
    const of = (value: string) => rows(`s:\n  is_default: ${value}\n  vae: v`).map((row) => row[2])
    expect([of('true'), of('"false"'), of('yes'), of('no'), of('0'), of('""')].flat()).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ])
  })

  it('an empty file, and a bomb of aliases, are nothing and a fault', () => {
    expect(read('')).toEqual({ roots: [], faults: [] })
    expect(read('# all commented out\r\n')).toEqual({ roots: [], faults: [] })
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...Array.from({ length: 9 }, (_, at) => `k${at}: &k${at} [${`*${at === 0 ? 'a' : `k${at - 1}`},`.repeat(9)}]`),
    ].join('\n')
    expect(read(bomb).roots).toEqual([])
    expect(read(bomb).faults.length).toBeGreaterThan(0)
    expect(rows('s:\n  __proto__: p\n  constructor: c')).toEqual([
      ['__proto__', '/srv/ComfyUI/p', false],
      ['constructor', '/srv/ComfyUI/c', false],
    ])
  })

  it("leaves out Desktop's own note of the download folder", () => {
    expect(
      rows(
        'comfyui_desktop:\n  is_default: "true"\n  base_path: /base\n  download_model_base: models\n  vae: models/vae/',
      ),
    ).toEqual([['vae', '/base/models/vae', true]])
  })
})

it.each([
  ['~', posix, '/home/jo'],
  ['~other/x', posix, '~other/x'],
  ['%USERPROFILE%\\m', windows, 'C:\\Users\\Jo\\m'],
  ['$MODELS\\${models}', windows, 'E:\\Models\\E:\\Models'],
  ['100%', windows, '100%'],
])('expands %s', (text, context, expected) => expect(expandPath(text, context)).toBe(expected))
