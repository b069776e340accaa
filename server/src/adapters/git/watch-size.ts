import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

const everyMs = 400

/** Ends `work` with `too big` when what git has received below `folder` grows over `most` bytes: git itself knows no such limit. */
export function watchSize(
  folder: string,
  most: number,
  signal: AbortSignal,
): { readonly signal: AbortSignal; readonly tooBig: () => boolean; stop(): void } {
  const own = new AbortController()
  let over = false
  const timer = setInterval(() => {
    void sizeOf(folder).then((size) => {
      if (size <= most) return
      over = true
      own.abort(new Error('too big'))
    })
  }, everyMs)
  return { signal: AbortSignal.any([signal, own.signal]), tooBig: () => over, stop: () => clearInterval(timer) }
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        stat(join(entry.parentPath, entry.name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
