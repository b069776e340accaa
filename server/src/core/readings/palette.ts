/** How words are coloured; each function gives back text that reads the same. Colour only repeats what a word says. */
export interface Palette {
  readonly good: (text: string) => string
  readonly bad: (text: string) => string
  readonly warn: (text: string) => string
  readonly dim: (text: string) => string
  readonly strong: (text: string) => string
}

const same = (text: string): string => text

/** No colour. */
export const plain: Palette = { good: same, bad: same, warn: same, dim: same, strong: same }
