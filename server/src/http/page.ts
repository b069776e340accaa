import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

export interface PageFile {
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
  /** A page of its own, which a link may open. */
  readonly document: boolean
}

/** From the path in the address (`/`, `/assets/panel.mjs`) to the file. The only thing a request's text is compared with. */
export type PageFiles = ReadonlyMap<string, PageFile>

const types = new Map([
  ['.css', 'text/css; charset=utf-8'],
  ['.html', 'text/html; charset=utf-8'],
  ['.ico', 'image/x-icon'],
  ['.jpg', 'image/jpeg'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.json', 'application/json'],
  ['.mjs', 'text/javascript; charset=utf-8'],
  ['.png', 'image/png'],
  ['.svg', 'image/svg+xml'],
  ['.webp', 'image/webp'],
  ['.woff2', 'font/woff2'],
])

const plainName = /^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$/
const maxFiles = 1_000
const maxBytes = 64 * 1024 * 1024

/**
 * Reads the built page into memory, once (P11). Of two folders the first one's file wins; `page.html` is also `/`. Left
 * out: links, hidden names, types the page has no use for, and whatever is over 1,000 files or 64 MiB. A folder that is
 * not there has no files.
 */
export async function readPageFiles(folders: readonly string[]): Promise<PageFiles> {
  const files = new Map<string, PageFile>()
  const open = folders.map((folder) => ({ folder, address: '' }))
  let room = maxBytes
  // `open` grows while it is walked: folders found in folders come after them.
  for (const { folder, address } of open) {
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      const to = `${address}/${entry.name}`
      if (!plainName.test(entry.name) || files.has(to)) continue
      const type = types.get(extname(entry.name).toLowerCase())
      if (entry.isDirectory() && open.length < maxFiles) open.push({ folder: join(folder, entry.name), address: to })
      if (!entry.isFile() || type === undefined || files.size >= maxFiles) continue
      const bytes = new Uint8Array(await readFile(join(folder, entry.name)))
      room -= bytes.byteLength
      if (room >= 0) files.set(to, { type, bytes, document: type.startsWith('text/html') })
    }
  }
  const page = files.get('/page.html')
  if (page !== undefined) files.set('/', page)
  return files
}
