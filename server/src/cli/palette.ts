import { Ansis } from 'ansis'
import type { Palette } from '../core/readings/palette.js'

/** The terminal's colours, or none: colour only ever repeats what a word says. */
export function palette(colour: boolean): Palette {
  const ansis = new Ansis(colour ? 2 : 0)
  return {
    good: (text) => ansis.green(text),
    bad: (text) => ansis.red(text),
    warn: (text) => ansis.yellow(text),
    dim: (text) => ansis.dim(text),
    strong: (text) => ansis.bold(text),
  }
}
