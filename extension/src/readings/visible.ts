/**
 * Foreign text as it may be shown on one line: control characters, line breaks and characters that turn the direction of
 * writing are spelled out, so that a name can neither hide nor reorder what stands beside it.
 */
export function visible(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, (character) =>
    character === '\n' || character === '\t' ? ' ' : `\\u{${character.charCodeAt(0).toString(16)}}`,
  )
}
