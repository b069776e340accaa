import { type FacetRule, from, gap, until } from './facet-rule.js'
import { roleRules } from './role-rules.js'

const suffixes = `(?:${gap}(?:scaled|mixed|fast))*`
const formats = '(?:e4m3fnuz|e4m3fn|e4m3|e5m2fnuz|e5m2)'
const digits = (match: string): string => match.replace(/\D/g, '')

const quantisations: readonly FacetRule[] = [
  `${from}svdq${gap}(?:int4|nvfp4|fp4)(?:${gap}r\\d+)?${until}`,
  `${from}(?:ud${gap})?i?q[1-8](?:${gap}k(?:${gap}(?:xxl|xl|xs|[sml]))?|${gap}[01]|${gap}(?:xxs|xs|nl|[sml]))?${until}`,
  `(?:float8|fp8|${from}f8)(?:${gap}${formats})?${suffixes}`,
  `(?:nv|mx)?fp[46]${suffixes}`,
  `mxfp8${suffixes}`,
  `${from}${formats}${suffixes}${until}`,
  `${from}(?:nf4|bnb|awq|gptq|int[48]|[48]bit|w\\d+a\\d+|scaled|mixed|convrot)${until}`,
  `${from}ema${gap}only${until}`,
  `${from}ema${until}`,
  'pruned',
].map((pattern): FacetRule => ({ kind: 'quantisation', pattern }))

const renamed: readonly FacetRule[] = [
  { kind: 'quantisation', pattern: '(?:bf|bfloat)16', means: 'bf16' },
  {
    kind: 'quantisation',
    pattern: `(?:fp|float|${from}f)(?:16|32|64)(?!\\d)(?:mixed)?`,
    means: (match) => match.replace(/^(?:float|fp|f)/, 'fp'),
  },
  { kind: 'quantisation', pattern: `${from}(?:no${gap}|non)ema${until}`, means: 'noema' },
]

/** One or two more digits, `1.10`, `1_0`; `2-19b` and `1_512` are two things. */
const furtherDigits = '(?:\\.\\d{1,2}(?!\\d)|[ _-]\\d{1,2}(?![\\da-z]))'

const counted: readonly FacetRule[] = [
  { kind: 'steps', pattern: `\\d+${gap}steps?${until}`, means: digits },
  { kind: 'resolution', pattern: '(?<!\\d)\\d{3,4}x\\d{3,4}(?!\\d)' },
  { kind: 'resolution', pattern: `(?<!\\d)\\d{3,4}px?${until}`, means: (match) => `${digits(match)}p` },
  { kind: 'size', pattern: `(?<![\\d.])a?\\d{1,4}(?:\\.\\d+)?[bm]${until}`, means: (match) => match },
  {
    kind: 'resolution',
    pattern: `${from}(?:256|384|512|576|640|704|720|768|832|896|960|1024|1080|1280|1536|2048|[248]k)${until}`,
  },
  {
    kind: 'scale',
    pattern: '(?<![\\d.a-z])\\d{1,2}(?:\\.\\d)?x(?![a-z]*\\dx)',
    means: (match) => `x${match.slice(0, -1)}`,
  },
  { kind: 'scale', pattern: `${from}x\\d{1,2}(?:\\.\\d)?(?![\\dx])`, means: (match) => match },
  { kind: 'rank', pattern: `(?:rank|dim)${gap}\\d+`, means: digits },
  { kind: 'version', pattern: `(?:epoch|(?<![a-z])ep)${gap}\\d+`, means: (match) => `epoch ${Number(digits(match))}` },
  { kind: 'version', pattern: `${from}rev${gap}[a-z]${until}`, means: (match) => `rev ${match.slice(-1)}` },
  {
    kind: 'version',
    pattern: `(?<=${from}sd${gap})v?(?:1${gap}[45]|2${gap}[01]|3${gap}5)(?!\\d)`,
    means: (match) => [...digits(match)].join('.'),
  },
  { kind: 'version', pattern: `(?<![a-z])(?:version|ver)${gap}\\d+${furtherDigits}*`, means: dotted },
  { kind: 'version', pattern: `version\\d+`, means: dotted },
  { kind: 'version', pattern: `(?:(?<![a-z])v${gap}|(?<!de|con|re|le)v)\\d+${furtherDigits}*`, means: dotted },
  { kind: 'version', pattern: `(?<![\\d.])\\d{1,2}${furtherDigits}+`, means: dotted },
]

/** `v1_10`, `version 1.10` are 1.10; a last `.0` says nothing. */
function dotted(match: string): string {
  const [whole = '', ...rest] = (match.match(/\d+/g) ?? []).map((run) => run.replace(/^0+(?=\d)/, ''))
  while (rest.at(-1) === '0') rest.pop()
  return [whole, ...rest].join('.')
}

/**
 * What the pieces of a model's file name mean. Sources: the names that llama.cpp gives its quantisations, ComfyUI's fp8
 * scaled and mixed files, nunchaku's `svdq-`, the published names of the Wan, Qwen-Image, LTX, FLUX and Stable Diffusion
 * families, ControlNet 1.1's own scheme, and civitai's `_v10` for 1.0.
 * At one place of a name the first rule that matches takes it.
 */
export const facetRules: readonly FacetRule[] = [...renamed, ...quantisations, ...counted, ...roleRules]
