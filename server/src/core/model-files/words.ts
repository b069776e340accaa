/** Foreign text made fit for a sentence: control and direction characters become U+FFFD, cut after `limit` UTF-16 units. */
export function plainText(text: string, limit = 80): string {
  const cut = text.length > limit ? `${text.slice(0, limit).toWellFormed()}…` : text
  return cut.replace(unprintable, '\ufffd')
}

/** Foreign text in quotation marks. */
export function quote(text: string, limit?: number): string {
  return `"${plainText(text, limit)}"`
}

/** Bytes as people read them: `6.46 GB` (decimal, as shops and download pages count), exact below 1,000. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  const step = units.findIndex((_, index) => bytes < 1000 ** (index + 2))
  const power = step === -1 ? units.length - 1 : step
  const value = bytes / 1000 ** (power + 1)
  return `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${units[power] ?? ''}`
}

const units = ['kB', 'MB', 'GB', 'TB', 'PB', 'EB']

/** C0 and C1 controls, and the characters that turn the direction of what follows: they would fool a terminal or a page. */
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** Like `plainText` without the cut, line breaks and tabs kept. */
export function plainBlock(text: string): string {
  return text.replace(unprintable, (character) => (character === '\n' || character === '\t' ? character : '\ufffd'))
}
