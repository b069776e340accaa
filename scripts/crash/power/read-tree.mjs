import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, utimesSync, writeFileSync, linkSync } from 'node:fs'
import { join } from 'node:path'

/** A folder of the disk as nodes: `{ kind, mode, ns, bytes | entries | target }`; two names of one file are one node. */
export function readTree(path, known = new Map()) {
  const status = lstatSync(path, { bigint: true })
  const key = `${status.dev} ${status.ino}`
  const shared = known.get(key)
  if (shared !== undefined) return shared
  const node = { kind: status.isDirectory() ? 'folder' : status.isSymbolicLink() ? 'link' : 'file', mode: Number(status.mode & 0o7777n), ns: status.mtimeNs }
  known.set(key, node)
  if (node.kind === 'link') return Object.assign(node, { target: readlinkSync(path) })
  if (node.kind === 'file') return Object.assign(node, { bytes: readFileSync(path) })
  return Object.assign(node, { entries: new Map(readdirSync(path).map((name) => [name, readTree(join(path, name), known)])) })
}

/** Makes a folder what the node says, from nothing. */
export function writeTree(path, node, made = new Map()) {
  if (made.size === 0) rmSync(path, { recursive: true, force: true })
  if (made.has(node)) return linkSync(made.get(node), path)
  made.set(node, path)
  if (node.kind === 'link') return symlinkSync(node.target, path)
  if (node.kind === 'folder') {
    mkdirSync(path, { recursive: true })
    for (const [name, below] of node.entries) writeTree(join(path, name), below, made)
  } else {
    writeFileSync(path, node.bytes)
    // A double holds a time to a quarter of a microsecond, and what reads it cuts off.
    const seconds = (Number(node.ns / 1000n) + 0.5) / 1e6
    utimesSync(path, seconds, seconds)
  }
  chmodSync(path, node.mode)
}
