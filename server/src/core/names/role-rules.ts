import { type FacetRule, from, gap, until } from './facet-rule.js'

/** Either side may leave these out without meaning another model. */
export const oftenLeftOut: ReadonlySet<string> = new Set([
  'base',
  'controlnet',
  'dev',
  'full',
  'lora',
  'text encoder',
  'unet',
])

const role = (pattern: string, means?: FacetRule['means']): FacetRule => ({
  kind: 'role',
  pattern,
  ...(means === undefined ? {} : { means }),
})
const words = (pattern: string, means?: FacetRule['means']): FacetRule => role(`${from}(?:${pattern})${until}`, means)
const to = (a: string, b: string, means: string): FacetRule => words(`(?:${a})${gap}(?:2|to)${gap}(?:${b})`, means)

/** Words that make two files of one family different models. */
export const roleRules: readonly FacetRule[] = [
  role(`high${gap}noise|${from}high${until}`, 'high noise'),
  role(`low${gap}noise|${from}low${until}`, 'low noise'),
  words('ti2v'),
  to('text|txt|t', 'video|vid|v|world', 't2v'),
  to('image|img|i', 'video|vid|v|world', 'i2v'),
  to('video|vid|v', 'video|vid|v|world', 'v2v'),
  to('speech|sound|s', 'video|v', 's2v'),
  to('text|txt|t', 'image|img|i', 't2i'),
  to('image|img|i', 'image|img|i', 'i2i'),
  words('flf2v|fflf2v|vace|animate|fun|camera'),
  role(`sd${gap}xl|(?<!x)xl${until}`, 'sdxl'),
  words('noobai|noob', 'noobai'),
  words('pony|illustrious'),
  role(`in${gap}paint(?:ing)?`, 'inpaint'),
  role(`out${gap}paint(?:ing)?`, 'outpaint'),
  role('refiner|turbo|lightning|schnell|kontext|redux|instruct|abliterated|uncensored|lcm'),
  role('distill?(?:ed)?', 'distilled'),
  words('dmd|hyper|tcd|pag|cfg|nag'),
  words('base|dev|full|pro|lite|light|fill|edit|plus|max|mini|nano|tiny|small|medium|large|huge|giant|nsfw|sfw'),
  role('canny|openpose|dwpose|keypose|scribble|softedge|lineart|normalbae|shuffle|qrcode'),
  role('recolou?r', 'recolor'),
  words('depth|pose|hed|pidi|sketch|mlsd|normal|seg|tile|blur|union|zoe|midas|leres|gray|brightness|ip2p|detailer'),
  words('colou?r', 'color'),
  role(`text${gap}encoder|${from}te${until}`, 'text encoder'),
  role('encoder(?:only)?', 'encoder'),
  role('decoder'),
  role(`vae${until}`),
  words('loras?|locon|loha|lokr', 'lora'),
  role(`control${gap}net`, 'controlnet'),
  role(`ip${gap}adapter`, 'ip-adapter'),
  role(`vit${gap}(?:big${gap})?[bslhg]${until}`, (match) => `vit-${match.slice(-1)}`),
  words('unet|vision|clip|upscaler|spatial|temporal|audio|video|image|faceid|portrait|composition'),
  words('left|right|up|down|front|back|in|out|top|bottom|clockwise|anticlockwise|male|female|positive|negative|neg'),
]
