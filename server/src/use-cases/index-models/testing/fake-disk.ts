import type { FileStamp, WalkedModel } from '../../../core/model-index.js'
import type { ModelDisk, WalkOutcome } from '../../../core/ports.js'
import type { ReadingDisk } from '../parts.js'
import { ProblemError } from '../../../problems.js'

export interface FakeFile {
  readonly bytes: Uint8Array
  readonly stamp: FileStamp
}

/** A disk in memory behind the port; it counts what is read, and tells what a test lets it tell. */
export function createFakeDisk() {
  let inodes = 0
  const files = new Map<string, FakeFile>()
  const shut = new Set<string>()
  const outcome: { problems: WalkOutcome['problems']; unseen: WalkOutcome['unseen'] } = { problems: [], unseen: [] }
  const count = { opened: [] as string[], bytes: 0 }
  let onRead: (path: string) => void = () => undefined

  const disk: ModelDisk & ReadingDisk = {
    async walk(root, { take, signal }) {
      const below = [...files].filter(([path]) => path.startsWith(`${root.path}/`)).sort(([a], [b]) => (a < b ? -1 : 1))
      for (const [path, { stamp }] of below) {
        signal?.throwIfAborted()
        const model: WalkedModel = { name: path.slice(root.path.length + 1), link: null, ...stamp }
        await take([model])
      }
      return outcome
    },
    list: (folder) => [...files.keys()].filter((path) => path.startsWith(folder)).flatMap((path) => (path.slice(folder.length).includes('/') ? [] : [path.slice(folder.length)])),
    stamp: (path) => Promise.resolve(files.get(path)?.stamp ?? null),
    open(path) {
      const file = files.get(path)
      count.opened.push(path)
      if (file === undefined || shut.has(path)) throw new ProblemError('FILE_UNREADABLE', { path, because: 'no permission' })
      const read = (offset: number, length: number) => {
        const part = file.bytes.slice(offset, offset + length)
        count.bytes += part.length
        onRead(path)
        return part
      }
      return { source: { name: path.slice(path.lastIndexOf('/') + 1), size: file.bytes.length, read }, stamp: file.stamp, close: () => undefined }
    },
  }
  return {
    disk,
    count,
    outcome,
    shut,
    put(path: string, content: string | Uint8Array, modified = 1): void {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
      files.set(path, { bytes, stamp: { size: bytes.length, modified, inode: `1:${++inodes}` } })
    },
    move(from: string, to: string): void {
      const file = files.get(from)
      if (file !== undefined) files.set(to, file)
      files.delete(from)
    },
    remove: (path: string) => void files.delete(path),
    onRead: (heard: (path: string) => void) => void (onRead = heard),
    bytesOf: (path: string) => files.get(path)?.bytes ?? null,
    stampOf: (path: string) => files.get(path)?.stamp ?? null,
  }
}
