import { resolve } from 'node:path'

const numberOf = (text) => Number.parseInt(text, text.startsWith('0') && text.length > 1 ? 8 : 10)

/** Does to a disk model what one call of a record did to the disk. Calls about other places change nothing. */
export function replayCall(disk, { call, args, texts, result }) {
  const { fds } = disk
  const place = (at) => disk.find(resolve(texts[at].toString()))
  const node = () => fds.get(Number(args[0]))?.node
  switch (call) {
    case 'open':
    case 'openat':
      return opened(disk, { args, path: resolve(texts[0].toString()), result, flags: args[call === 'open' ? 1 : 2], mode: args.at(-1) })
    case 'close':
      return void fds.delete(Number(args[0]))
    case 'write':
    case 'writev':
      return wroteOn(disk, fds.get(Number(args[0])), Buffer.concat(texts).subarray(0, result))
    case 'pwrite64':
    case 'pwritev':
      return node() && disk.write(node(), Buffer.concat(texts).subarray(0, result), Number(args.at(-1)))
    case 'ftruncate':
      return node() && disk.resize(node(), Number(args[1]))
    case 'fsync':
    case 'fdatasync':
      return node() && disk.sync(node())
    case 'fchmod':
      return node() && void (node().mode = numberOf(args[1]))
    case 'chmod':
    case 'fchmodat':
      return place(0)?.node && void (place(0).node.mode = numberOf(args[call === 'chmod' ? 1 : 2]))
    case 'utimensat':
      return stamped(texts.length === 0 ? node() : place(0)?.node, args)
    case 'rename':
    case 'renameat':
    case 'renameat2':
      return moved(disk, place(0), place(1))
    case 'link':
    case 'linkat':
      return place(1) && disk.rename({ ...nameOf(place(1)), node: place(0).node })
    case 'symlink':
    case 'symlinkat':
      return place(1) && void disk.create(nameOf(place(1)), disk.make('link', 0o777, { target: texts[0].toString() }))
    case 'mkdir':
    case 'mkdirat':
      return place(0) && void disk.create(nameOf(place(0)), disk.make('folder', numberOf(args.at(-1)) & ~0o022, { entries: new Map() }))
    case 'unlink':
    case 'unlinkat':
    case 'rmdir':
      return place(0) && disk.rename({ ...nameOf(place(0)), node: null })
    default:
      throw new Error(`The record holds ${call}, which is not understood.`)
  }
}

const nameOf = ({ folder, name }) => ({ folder, name })

function opened(disk, { path, result, flags, mode }) {
  const at = disk.find(path)
  if (at === null) return disk.fds.delete(result)
  const made = at.node === undefined
  const node = made ? disk.create(nameOf(at), disk.make('file', numberOf(mode) & ~0o022, { bytes: Buffer.alloc(0) })) : at.node
  if (!made && flags.includes('O_TRUNC') && node.bytes.length > 0) disk.resize(node, 0)
  disk.fds.set(result, { node, at: 0, append: flags.includes('O_APPEND') })
}

function wroteOn(disk, fd, bytes) {
  if (fd === undefined || fd.node.kind !== 'file') return
  disk.write(fd.node, bytes, fd.append ? fd.node.bytes.length : fd.at)
  fd.at += bytes.length
}

/** Two names of one file stay both: that is what rename does then. */
function moved(disk, from, to) {
  if (!from || !to || from.node === to.node) return
  disk.rename({ ...nameOf(from), node: null }, { ...nameOf(to), node: from.node })
}

function stamped(node, args) {
  const [, sec, nsec] = /\{[^}]*\}, \{tv_sec=(-?\d+)[^,]*, tv_nsec=(\d+)/.exec(args.find((one) => one.startsWith('[')) ?? '') ?? []
  if (node !== undefined && sec !== undefined) node.ns = BigInt(sec) * 1_000_000_000n + BigInt(nsec)
}
