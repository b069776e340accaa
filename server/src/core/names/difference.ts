/**
 * What a difference means: `conflict`: both say something that makes them different models; `unsaid`: one says it, the other
 * does not; `unsure`: it may be another spelling; `words`: a word more or less; `other-words`: both have words of their own;
 * `quantisation`: the same model in other numbers; `ending`: another format; `folder`: not where the loader reads;
 * `typo`, `spelling`: the same name.
 */
export type Weight =
  | 'conflict'
  | 'ending'
  | 'folder'
  | 'other-words'
  | 'quantisation'
  | 'spelling'
  | 'typo'
  | 'unsaid'
  | 'unsure'
  | 'words'

export interface Difference {
  readonly weight: Weight
  /** Short plain words. */
  readonly says: string
}

/** What is left of a score. */
export const kept: Readonly<Record<Weight, number>> = {
  conflict: 0.5,
  ending: 0.85,
  folder: 0.8,
  'other-words': 0.55,
  quantisation: 0.92,
  spelling: 1,
  typo: 1,
  unsaid: 0.66,
  unsure: 0.85,
  words: 0.85,
}

export function isHarmless({ weight }: Difference): boolean {
  return weight === 'spelling' || weight === 'typo'
}

/** `another rank: 64 instead of 32`; `rank 64, and none was asked for`; `no rank, and 32 was asked for`. */
export function sayInstead(what: string, asked: readonly string[], found: readonly string[]): string {
  if (found.length === 0) return `no ${what}, and ${asked.join(' ')} was asked for`
  if (asked.length === 0) return `${what} ${found.join(' ')}, and none was asked for`
  return `another ${what}: ${found.join(' ')} instead of ${asked.join(' ')}`
}

/** Whether nothing but the quantisation makes two names differ. */
export function isVariant(differences: readonly Difference[]): boolean {
  const others = differences.filter(({ weight }) => weight !== 'quantisation')
  return others.length < differences.length && others.every(isHarmless)
}

/** What matters most first. */
export function sayAll(differences: readonly Difference[]): string[] {
  return [...differences].sort((a, b) => kept[a.weight] - kept[b.weight]).map(({ says }) => says)
}
