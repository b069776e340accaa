/** A model's name with everything left out that people mean alike: letter case, `\` or `/`, Unicode form, `./`. */
export function foldName(name: string): string {
  return withSlashes(name).normalize('NFC').toLowerCase()
}

/** The last part of a name, after either separator. */
export function baseName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
}

/** How two spellings of one name differ, in words. */
export function differenceOf(a: string, b: string): string {
  const differences: string[] = []
  if (withSlashes(a) === withSlashes(b)) return 'the separator'
  if (a.includes('\\') !== b.includes('\\')) differences.push('the separator')
  const left = withSlashes(a)
  const right = withSlashes(b)
  if (
    left.normalize('NFC').toLowerCase() !== left.toLowerCase() ||
    right.normalize('NFC').toLowerCase() !== right.toLowerCase()
  ) {
    differences.push('the Unicode form of its letters')
  }
  if (left.normalize('NFC') !== right.normalize('NFC')) differences.push('letter case')
  return differences.join(' and ')
}

function withSlashes(name: string): string {
  return name
    .replaceAll('\\', '/')
    .replace(/\/{2,}/g, '/')
    .replace(/^(?:\.\/)+/, '')
}
