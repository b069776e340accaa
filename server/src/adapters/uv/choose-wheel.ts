/** A file that an index offers. */
export interface Offered {
  readonly name: string
  readonly url: string
  /** `sha256:<64 hex>` */
  readonly sha256: string
  readonly bytes: number | null
}

export interface Machine {
  readonly platform: NodeJS.Platform
  readonly arch: string
}

/** Parts of a wheel's platform tag by machine: uv's wheels hold one program and fit every Python. */
const tags: Readonly<Record<string, readonly string[]>> = {
  'darwin arm64': ['macosx', 'arm64'],
  'darwin x64': ['macosx', 'x86_64'],
  'linux arm64': ['manylinux', 'aarch64'],
  'linux x64': ['manylinux', 'x86_64'],
  'win32 arm64': ['win_arm64'],
  'win32 x64': ['win_amd64'],
}

/** The newest released wheel of uv for this machine that the index gives a hash of; null: there is none. */
export function chooseWheel(offered: readonly Offered[], { platform, arch }: Machine): (Offered & { readonly version: string }) | null {
  const wanted = tags[`${platform} ${arch}`]
  if (wanted === undefined) return null
  const fitting = offered.flatMap((one) => {
    const [, version = '', tag = ''] = /^uv-(\d+\.\d+\.\d+)-py3-none-([\w.]+)\.whl$/.exec(one.name) ?? []
    return version !== '' && wanted.every((part) => tag.includes(part)) ? [{ ...one, version }] : []
  })
  return fitting.sort((a, b) => newestFirst(a.version, b.version) || (a.name < b.name ? -1 : 1))[0] ?? null
}

function newestFirst(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)]
  for (const [at, part] of left.entries()) if (part !== right[at]) return (right[at] ?? 0) - part
  return 0
}

/** Reads a page of a simple index, JSON (PEP 691) or HTML (PEP 503). Files without a SHA-256 and withdrawn ones are left out. */
export function readIndexPage(text: string, address: string): readonly Offered[] {
  return text.trimStart().startsWith('{') ? readJson(text, address) : readHtml(text, address)
}

function readHtml(text: string, address: string): readonly Offered[] {
  return [...text.matchAll(/<a\s([^>]{0,4000})>([^<]{1,300})<\/a>/gi)].flatMap(([, attributes = '', name = '']): Offered[] => {
    const link = /href\s*=\s*["']([^"']{1,3000})["']/i.exec(attributes)?.[1]?.replaceAll('&amp;', '&')
    if (link === undefined || /data-yanked/i.test(attributes) || !URL.canParse(link, address)) return []
    const url = new URL(link, address)
    const sha256 = /^#sha256=([0-9a-f]{64})$/i.exec(url.hash)?.[1]
    url.hash = ''
    return sha256 === undefined ? [] : [{ name: name.trim(), url: url.href, sha256: `sha256:${sha256.toLowerCase()}`, bytes: null }]
  })
}

function readJson(text: string, address: string): readonly Offered[] {
  const page: unknown = parsed(text)
  const files: unknown = typeof page === 'object' && page !== null ? Reflect.get(page, 'files') : null
  return (Array.isArray(files) ? files : []).flatMap((file: unknown): Offered[] => {
    if (typeof file !== 'object' || file === null) return []
    const own = (name: string): unknown => Reflect.get(file, name)
    const [name, link, size, hashes, yanked] = [own('filename'), own('url'), own('size'), own('hashes'), own('yanked')]
    const sha256: unknown = typeof hashes === 'object' && hashes !== null ? Reflect.get(hashes, 'sha256') : null
    if (typeof name !== 'string' || typeof link !== 'string' || !URL.canParse(link, address) || (yanked !== undefined && yanked !== false)) return []
    if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/i.test(sha256)) return []
    return [{ name, url: new URL(link, address).href, sha256: `sha256:${sha256.toLowerCase()}`, bytes: typeof size === 'number' && size >= 0 ? size : null }]
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
