import type { PackShelf } from '../../core/pack-facts.js'
import { digestTree, type Taker } from './digest-tree.js'
import { listFiles } from './list-files.js'

export type PackTexts = Awaited<ReturnType<PackShelf['texts']>>

const mostOfOne = 1024 * 1024
const mostOfAll = 48 * 1024 * 1024
const headBytes = 4096

/**
 * What the files say, as far as it is text (UTF-8, no NUL, at most 1 MiB each, 48 MiB in all, in the order of paths); of all others the
 * first 4 KiB. Answers the digest of what was read, too.
 */
export async function readTexts(
  root: string,
  origin: readonly (string | null)[],
): Promise<PackTexts & { readonly digest: string }> {
  const files = await listFiles(root)
  let room = mostOfAll
  const chosen = new Set(files.filter(({ size }) => size <= mostOfOne && (room -= size) >= 0).map(({ path }) => path))
  const found = new Map<string, Buffer>()
  const taker: Taker = ({ path }) => {
    const most = chosen.has(path) ? mostOfOne : headBytes
    const pieces: Uint8Array[] = []
    let left = most
    return {
      take(piece) {
        if (left > 0) pieces.push(Uint8Array.prototype.slice.call(piece, 0, left))
        left -= piece.length
      },
      end() {
        found.set(path, Buffer.concat(pieces))
      },
    }
  }
  const digest = await digestTree(origin, files, undefined, taker)
  const texts = new Map<string, string>()
  const others: PackTexts['others'][number][] = []
  for (const { path, size } of files) {
    const bytes = found.get(path) ?? Buffer.alloc(0)
    const text = chosen.has(path) ? textOf(bytes) : null
    if (text === null) others.push({ path, size, head: new Uint8Array(bytes.subarray(0, headBytes)) })
    else texts.set(path, text)
  }
  return { texts, others, digest }
}

const strict = new TextDecoder('utf-8', { fatal: true })

function textOf(bytes: Buffer): string | null {
  if (bytes.includes(0)) return null
  try {
    return strict.decode(bytes)
  } catch {
    return null
  }
}
