import type { Picker } from './pick.js'

interface Parts {
  readonly folder: string
  readonly stem: string
  readonly end: string
}
type Damage = (parts: Parts, pick: Picker) => string

const whole = ({ folder, stem, end }: Parts): string => folder + stem + end

/** What happens to names between two people's computers. Letters and separators only: another digit is another model. */
export const damages: Readonly<Record<string, Damage>> = {
  separators: ({ folder, stem, end }, pick) => folder + stem.replace(/[_ -]/g, pick.of(['-', '_', ' '])) + end,
  backslashes: (parts) => whole(parts).replaceAll('/', '\\'),
  case: ({ folder, stem, end }, pick) => folder + (pick.below(2) === 0 ? stem.toUpperCase() : stem.toLowerCase()) + end,
  ending: ({ folder, stem, end }, pick) =>
    folder + stem + pick.of(['.safetensors', '.ckpt', '.pt', '.bin'].filter((one) => one !== end)),
  'doubled ending': (parts) => `${whole(parts)}${parts.end}`,
  deletion: ({ folder, stem, end }, pick) => {
    const at = pick.of(placesOf(stem, /[\p{L} _-]/u))
    return folder + stem.slice(0, at) + stem.slice(at + 1) + end
  },
  transposition: ({ folder, stem, end }, pick) => {
    const places = placesOf(stem, /\p{L}/u).filter(
      (at) => /\p{L}/u.test(stem[at + 1] ?? '') && stem[at] !== stem[at + 1],
    )
    if (places.length === 0) return folder + stem + end
    const at = pick.of(places)
    return folder + stem.slice(0, at) + (stem[at + 1] ?? '') + (stem[at] ?? '') + stem.slice(at + 2) + end
  },
  rotation: ({ folder, stem, end }) => {
    const [first = '', ...rest] = stem.split(/[_ ]|(?<!v\d)-/)
    return `${folder}${[...rest, first].join('_')}${end}`
  },
  prefix: ({ stem, end }, pick) => `${pick.of(['482913_', '1204411-', 'my_', 'download_'])}${stem}${end}`,
  suffix: ({ folder, stem, end }, pick) => folder + stem + pick.of(['_comfyui', '_final', ' new', '-copy']) + end,
  'folder dropped': ({ stem, end }) => stem + end,
  'other folder': ({ stem, end }) => `somewhere/else/${stem}${end}`,
  decomposed: (parts) => whole(parts).normalize('NFD'),
  'full width': ({ folder, stem, end }) =>
    folder + stem.replace(/[a-zA-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)) + end,
  'second download': ({ folder, stem, end }, pick) => `${folder}${stem} (${pick.below(3) + 1})${end}`,
  escapes: (parts) => encodeURI(whole(parts)),
  'cut short': ({ folder, stem, end }) =>
    folder + stem.slice(0, Math.max(4, stem.length - 2)).replace(/[_ .-]+$/, '') + end,
}

export interface Damaged {
  readonly kind: string
  readonly asked: string
  readonly right: string
}

/**
 * `count` damaged names, the kinds in turn. What is left out: a damage that changes nothing or that makes the very stem of
 * another file, for then that file is asked for. A kind that fits none of 50 names (a composed letter) is passed over.
 */
export function damageNames(names: readonly string[], count: number, pick: Picker): Damaged[] {
  const stems = new Map(names.map((name) => [bare(name), name]))
  const known = new Set(names)
  const kinds = Object.entries(damages)
  const damaged: Damaged[] = []
  for (let turn = 0; damaged.length < count; turn++) {
    const [kind, damage] = kinds[turn % kinds.length] ?? ['none', whole]
    for (let attempt = 0; attempt < 50; attempt++) {
      const right = pick.of(names)
      const asked = damage(partsOf(right), pick)
      const sameStem = stems.get(bare(asked))
      if (asked === right || known.has(asked) || (sameStem !== undefined && sameStem !== right)) continue
      damaged.push({ kind, asked, right })
      break
    }
  }
  return damaged
}

function partsOf(name: string): Parts {
  const slash = name.lastIndexOf('/') + 1
  const point = name.lastIndexOf('.')
  return { folder: name.slice(0, slash), stem: name.slice(slash, point), end: name.slice(point) }
}

function bare(name: string): string {
  return partsOf(name)
    .stem.normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

function placesOf(text: string, letter: RegExp): number[] {
  return [...text].flatMap((one, at) => (letter.test(one) ? [at] : []))
}
