/** A text as some later reader may see it, and where each of its letters stood before. */
export interface View {
  readonly text: string
  /** Place in the text as given of each letter, and of the end. */
  readonly at: readonly number[]
}

/** `%41`, `\u0041` and `\/`, and nothing else: what URLs and JSON hide letters in. */
const hidden = /%[0-9a-f]{2}|\\u[0-9a-f]{4}|\\\//i
const hiddenRuns = /(?:%[0-9a-f]{2})+|\\u[0-9a-f]{4}|\\\//gi
/** Escaped more often than this is nobody's mistake; each round makes the text shorter, so that the cost stays small. */
const mostRounds = 8

/** The text itself, then what it says unescaped once, twice and so on, as long as that changes it. */
export function decodedViews(text: string): readonly View[] {
  let view: View = { text, at: Array.from({ length: text.length + 1 }, (_, at) => at) }
  const views = [view]
  while (views.length <= mostRounds && hidden.test(view.text)) views.push((view = decode(view)))
  return views
}

function decode(view: View): View {
  const parts: string[] = []
  const at: number[] = []
  const take = (text: string, places: (letter: number) => number): void => {
    parts.push(text)
    for (let letter = 0; letter < text.length; letter += 1) at.push(view.at[places(letter)] ?? 0)
  }
  let next = 0
  for (const run of view.text.matchAll(hiddenRuns)) {
    const [found] = run
    const { index } = run
    const before = next
    take(view.text.slice(next, index), (letter) => before + letter)
    if (found.startsWith('%')) for (const one of readPercents(found)) take(one.text, () => index + 3 * one.byte)
    else take(found === '\\/' ? '/' : String.fromCharCode(parseInt(found.slice(2), 16)), () => index)
    next = index + found.length
  }
  take(view.text.slice(next), (letter) => next + letter)
  at.push(view.at[view.text.length] ?? 0)
  return { text: parts.join(''), at }
}

/** `%C3%A4` -> ä; a byte that is no UTF-8 counts as the letter of that number. `byte`: how many came before. */
function readPercents(run: string): readonly { readonly text: string; readonly byte: number }[] {
  const bytes = run.slice(1).split('%').map((digits) => parseInt(digits, 16))
  const found: { text: string; byte: number }[] = []
  for (let byte = 0; byte < bytes.length; ) {
    const first = bytes[byte] ?? 0
    const length = first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1
    const rest = bytes.slice(byte + 1, byte + length)
    const whole = length > 1 && rest.length === length - 1 && rest.every((next) => next >> 6 === 2)
    const point = rest.reduce((sum, next) => sum * 64 + (next & 63), first & (0xff >> (length + 1)))
    found.push({ text: whole && point <= 0x10ffff ? String.fromCodePoint(point) : String.fromCharCode(first), byte })
    byte += whole ? length : 1
  }
  return found
}
