/**
 * Foreign text that may be shown on one line of a terminal or document: control characters, line breaks and characters
 * that turn the direction of writing are shown as `\u{1b}`, so that a file name can neither colour nor hide anything.
 */
export function printable(text: string): string {
  return wellFormed(text).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, escaped)
}

/** Half a surrogate pair becomes the replacement character: no encoding can write it. */
export function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
}

function escaped(character: string): string {
  if (character === '\n' || character === '\t') return ' '
  return `\\u{${character.charCodeAt(0).toString(16)}}`
}
