import type { Picker } from './pick.js'

const words = (text: string): readonly string[] => text.split(' ')

const styles = words(
  'amber anime arcane autumn ballad bauhaus bloom brass breeze candle cinema clay comic copper coral cosmic crystal cyber dawn ' +
    'desert dusk ember fable fern film frost ghost glass gloss grain harbor haze hollow honey indigo ink ivory jade lantern ' +
    'linen lunar marble meadow mirror misty moss mural neon noir nova oak ocean onyx opal orchid paper pastel pearl photo ' +
    'pixel plum poster prism quartz raven retro ribbon river ruby rustic saffron satin sepia shadow silk silver sketchy smoke ' +
    'solar spark spectral storm studio sunset terra thistle timber topaz tundra velvet vintage violet vivid wander willow',
)
const things = words(
  'alchemy artist atlas aura avatar bakery beast blend bridge canvas caravan castle chimera city clockwork cosplay cottage ' +
    'creature detail dragon dream engine fashion forest gallery garden glyph guardian hair horizon interior journey kingdom ' +
    'knight landscape legend lens lightroom machine maiden mecha melody mix muse myth oracle outfit palette panorama phantom ' +
    'portraiture poseur priest realism robot samurai sculpture skin skyline sorcerer spirit statue story temple texture toy ' +
    'tweaker universe vessel village vision voyage warrior wizard workshop',
)
const authors = words(
  'akari bobo cirrus delta enso faro gizmo haku iris juno kappa lumen mori nori otto piko quill remy suki tako umber vega wisp xeno yuki zephyr',
)
const bases = words('sd15 sdxl XL Pony Illustrious flux flux1 SD3.5 qwen-image zimage wan2.1 wan2.2 hunyuan ltxv')
const kinds = [
  '',
  '',
  '',
  '_lora',
  '-LoRA',
  '_v2lora',
  '_locon',
  '_inpainting',
  '_turbo',
  '_lightning_4steps',
  '_controlnet',
  '_vae',
]
const quantisations = [
  '',
  '',
  '',
  '',
  '_fp16',
  '-fp16',
  '_bf16',
  '_fp8_e4m3fn',
  '_fp8_scaled',
  '_pruned',
  '-pruned-fp16',
]
const ggufs = ['Q2_K', 'Q3_K_S', 'Q4_0', 'Q4_K_M', 'Q4_K_S', 'Q5_K_M', 'Q6_K', 'Q8_0', 'F16']
const folders = [
  '',
  '',
  '',
  'sd15/',
  'SDXL/',
  'style/',
  'characters/anime/',
  'downloads 2024/',
  'Ünsortiert/',
  'モデル/',
  'wan/2.2/',
]

/** `count` names as people keep them, no two alike when case and separators are left out. */
export function makeNames(count: number, pick: Picker): string[] {
  const names: string[] = []
  const seen = new Set<string>()
  while (names.length < count) {
    const name = makeName(pick)
    const key = name
      .slice(name.lastIndexOf('/') + 1)
      .toLowerCase()
      .replace(/\.\w+$/, '')
      .replace(/[^a-z0-9]/g, '')
    if (seen.has(key)) continue
    seen.add(key)
    names.push(pick.of(folders) + name)
  }
  return names
}

function makeName(pick: Picker): string {
  const shape = pick.below(5)
  const [style, thing, author] = [pick.of(styles), pick.of(things), pick.of(authors)]
  const version = `${pick.below(9) + 1}${pick.of(['', '', '.0', '.5', '.1', '0', '1'])}`
  const end = pick.of(['safetensors', 'safetensors', 'safetensors', 'safetensors', 'ckpt', 'pt'])
  if (shape === 0)
    return `${style}${title(thing)}${title(pick.of(['', author]))}_v${version}${pick.of(quantisations)}.${end}`
  if (shape === 1)
    return `${style}_${thing}_${pick.of(bases)}${pick.of(kinds)}_v${version}${pick.of(quantisations)}.${end}`
  if (shape === 2)
    return `${title(author)}-${title(style)}-${title(thing)}-${pick.of(['1.3B', '4B', '7B', '8B', '14B'])}-${pick.of(ggufs)}.gguf`
  if (shape === 3)
    return `${pick.of(bases)}_${style}_${thing}_${pick.of(['', 'rank32_', 'rank64_'])}${pick.of(['', 'epoch_'])}${pick.of(['000010', '000020', '1200', '3000'])}.${end}`
  return `${title(style)} ${title(thing)} by ${author}${pick.of(['', ' v1', ' v2', ' XL', ' - final'])}.${end}`
}

function title(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}
