import type { Budget } from '../budget.js'
import { ArchiveRefusal, shown } from '../refusal.js'
import type { TreeWriter } from '../tree-writer.js'
import { type ByteReader, createByteReader } from './byte-reader.js'
import { readHeader, type TarHeader, textOf } from './read-header.js'
import { readPax } from './read-pax.js'

const block = 512
/** Of a header that only tells of the next one; real ones have a few hundred bytes. */
const mostTold = 64 * 1024

const kinds = new Map([
  ['1', 'a hard link'],
  ['2', 'a link'],
  ['3', 'a device'],
  ['4', 'a device'],
  ['6', 'a pipe'],
  ['K', 'a link'],
  ['S', 'a file with holes'],
])

/** What headers before an entry told of it. */
interface Told {
  name: string | null
  size: number | null
}

/** Writes the entries of an unpacked tar stream: ustar, pax, GNU long names. Everything but files and folders is refused. */
export async function extractTar(stream: AsyncIterable<Uint8Array>, tree: TreeWriter, budget: Budget): Promise<void> {
  const reader = createByteReader(stream)
  try {
    const told: Told = { name: null, size: null }
    let entries = 0
    for (;;) {
      const bytes = await reader.take(block)
      if (bytes === null)
        throw new ArchiveRefusal(entries === 0 ? 'not-an-archive' : 'truncated', 'it ends without its end mark')
      const header = readHeader(bytes)
      if (header === null) break
      entries += 1
      if (/^[xgL]$/.test(header.type)) {
        budget.entry()
        await readTold(reader, header, told)
        continue
      }
      await writeEntry(reader, header, told, tree, budget)
      told.name = told.size = null
    }
    if (told.name !== null || told.size !== null) throw new ArchiveRefusal('bad-structure', 'a name in it has no entry')
    await refuseRest(reader)
  } finally {
    await reader.close()
  }
}

async function readTold(reader: ByteReader, header: TarHeader, told: Told): Promise<void> {
  if (header.size > mostTold) throw new ArchiveRefusal('too-big', 'one of its headers is too big')
  const bytes = await padded(reader, header.size)
  const { path, size } = header.type === 'L' ? { path: textOf(bytes), size: null } : readPax(bytes, header.type === 'g')
  const again =
    (path !== null && told.name !== null && told.name !== path) ||
    (size !== null && told.size !== null && told.size !== size)
  if (again) throw new ArchiveRefusal('hides-something', 'an entry has two long names or sizes')
  told.name = path ?? told.name
  told.size = size ?? told.size
}

async function writeEntry(
  reader: ByteReader,
  header: TarHeader,
  told: Told,
  tree: TreeWriter,
  budget: Budget,
): Promise<void> {
  const full = told.name ?? header.name()
  const size = told.size ?? header.size
  if (told.name !== null && /^[/\\]|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(header.shortName))
    throw new ArchiveRefusal('hides-something', `${shown(full)} hides another name, ${shown(header.shortName)}`)
  const folder = header.type === '5' || (header.type === '0' && full.endsWith('/'))
  const name = nameOf(full, folder)
  if (header.type !== '0' && header.type !== '5')
    throw new ArchiveRefusal(
      'kind-refused',
      `its entry ${shown(name)} is ${kinds.get(header.type) ?? 'neither a file nor a folder'}`,
    )
  if (folder && size !== 0)
    throw new ArchiveRefusal('hides-something', `its folder ${shown(name)} has contents of its own`)
  if (!folder) {
    await tree.file(name, header.executable, reader.pieces(size))
    await skipPadding(reader, size)
  } else if (name === '.') budget.entry()
  else await tree.folder(name)
}

/** `tar -C folder .` writes `./` before every name, and the folder itself as `./`. */
function nameOf(full: string, folder: boolean): string {
  const bare = folder ? full.replace(/\/$/, '') : full
  return folder && bare === '.' ? bare : bare.replace(/^\.\//, '')
}

async function padded(reader: ByteReader, size: number): Promise<Buffer> {
  const bytes = size === 0 ? Buffer.alloc(0) : await reader.take(size)
  if (bytes === null) throw new ArchiveRefusal('truncated', 'it ends too early')
  await skipPadding(reader, size)
  return bytes
}

async function skipPadding(reader: ByteReader, size: number): Promise<void> {
  const rest = (block - (size % block)) % block
  if (rest > 0 && (await reader.take(rest)) === null) throw new ArchiveRefusal('truncated', 'it ends too early')
}

/** After the end mark only zeros may come: some programs read on there. */
async function refuseRest(reader: ByteReader): Promise<void> {
  for (let bytes = await reader.take(block); bytes !== null; bytes = await reader.take(block))
    if (bytes.some((byte) => byte !== 0))
      throw new ArchiveRefusal('hides-something', 'there is something after its end')
}
