/** A need of a rule, read once when the table is loaded. */
export interface Need {
  /** Any of these names. */
  readonly names: readonly string[]
  readonly shape: ShapeNeed | null
}

export interface ShapeNeed {
  /** Lengths that are allowed, by dimension; null: any. */
  readonly lengths: readonly (readonly number[] | null)[]
  /** Further dimensions may follow. */
  readonly open: boolean
}

const form = /^(\S+?)(?: \[([^\]]*)\])?$/

/** Reads `name [3072, *, 1|2, ...]`. Throws for anything else: the table is ours. */
export function readNeed(text: string): Need {
  const parts = form.exec(text)
  if (parts?.[1] === undefined) throw new Error(`Not a need: ${text}`)
  return { names: spellings(parts[1]), shape: parts[2] === undefined ? null : readShape(parts[2]) }
}

/** `a.{b,c}` stands for `a.b` and `a.c`. */
function spellings(name: string): readonly string[] {
  const parts = /^(.*)\{([^}]*)\}(.*)$/.exec(name)
  if (parts === null) return [name]
  const [, before = '', choices = '', after = ''] = parts
  return choices.split(',').flatMap((choice) => spellings(before + choice + after))
}

function readShape(text: string): ShapeNeed {
  const words = text === '' ? [] : text.split(',').map((word) => word.trim())
  const open = words.at(-1) === '...'
  const lengths = (open ? words.slice(0, -1) : words).map((word) => {
    if (word === '*') return null
    const choices = word.split('|').map(Number)
    if (!choices.every(Number.isSafeInteger)) throw new Error(`Not a shape: [${text}]`)
    return choices
  })
  return { lengths, open }
}

/** `reversed`: the file counts dimensions from the innermost one, as GGUF does. */
export function fitsShape(need: ShapeNeed | null, shape: readonly number[], reversed: boolean): boolean {
  if (need === null) return true
  const { lengths, open } = need
  if (open ? shape.length < lengths.length : shape.length !== lengths.length) return false
  return lengths.every((allowed, index) => {
    const length = shape[reversed ? shape.length - 1 - index : index]
    return allowed === null || (length !== undefined && allowed.includes(length))
  })
}
