import { styleText } from 'node:util'
import type { Palette } from '../core/readings/palette.js'

/** The terminal's colours, or none: colour only ever repeats what a word says. */
export function palette(colour: boolean): Palette {
  const paint = (format: Parameters<typeof styleText>[0]) => (text: string) => (colour ? styleText(format, text, { validateStream: false }) : text)
  return { good: paint('green'), bad: paint('red'), warn: paint('yellow'), dim: paint('dim'), strong: paint('bold') }
}
