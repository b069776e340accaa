/** What the head of a METADATA or PKG-INFO file tells. */
export interface Metadata {
  readonly name: string
  readonly version: string
  readonly requires: readonly string[]
}

/** Reads the header fields (core metadata, RFC 822 style, folded lines joined); the description after the blank line is left alone. Null: no name or version. */
export function readMetadata(text: string): Metadata | null {
  let [name, version] = ['', '']
  const requires: string[] = []
  const head = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n').replace(/\n[ \t]+/g, ' ')
  for (const line of head.split('\n')) {
    if (line.trim() === '') break
    const cut = line.indexOf(':')
    const [key, value] = [line.slice(0, cut).trim().toLowerCase(), line.slice(cut + 1).trim()]
    if (key === 'name' && name === '') name = value
    else if (key === 'version' && version === '') version = value
    else if (key === 'requires-dist' && value !== '') requires.push(value)
  }
  return name === '' || version === '' ? null : { name, version, requires }
}
