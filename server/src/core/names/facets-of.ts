import { foldText } from './fold-text.js'
import { readTokens, type Token } from './read-tokens.js'
import { piecesOf } from './stem.js'

/** What a model's file name says of it, one spelling each, in the order of the name. */
export interface Facets {
  /** What no rule explains: the model's own words. */
  readonly words: readonly string[]
  /** Digits that no rule explains (`dreamshaper_8`). */
  readonly numbers: readonly string[]
  /** `fp8scaled`, `q4km`, `pruned` */
  readonly quantisation: readonly string[]
  /** `2.1`, `epoch 10`, `rev b`; without a last `.0` */
  readonly versions: readonly string[]
  /** Parameters: `14b`, `700m` */
  readonly sizes: readonly string[]
  /** `480p`, `1024` */
  readonly resolutions: readonly string[]
  /** Sampling steps of a distilled model: `4` */
  readonly steps: readonly string[]
  /** Upscaling: `x4` */
  readonly scales: readonly string[]
  /** Rank of a LoRA: `64` */
  readonly ranks: readonly string[]
  /** `high noise`, `i2v`, `inpaint`, `turbo`, `canny`, `vae` ... */
  readonly roles: readonly string[]
  /** Lower case, without the point; empty for none. */
  readonly ending: string
}

/** Reads the base name of a path in any spelling; any text at all. */
export function facetsOf(name: string): Facets {
  const { rest, ending } = piecesOf(foldText(name))
  const tokens = readTokens(rest)
  const of = (kind: Token['kind']): string[] => tokens.filter((token) => token.kind === kind).map(({ text }) => text)
  return {
    words: of('word'),
    numbers: of('number'),
    quantisation: of('quantisation'),
    versions: of('version'),
    sizes: of('size'),
    resolutions: of('resolution'),
    steps: of('steps'),
    scales: of('scale'),
    ranks: of('rank'),
    roles: of('role'),
    ending,
  }
}
