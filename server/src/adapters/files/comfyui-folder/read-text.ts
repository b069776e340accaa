import { open } from 'node:fs/promises'

/** Text of a file up to `limit` bytes (default 1 MiB), from its start, or its end with `tail`. Null when it cannot be read. */
export async function readText(path: string, options: { limit?: number; tail?: boolean } = {}): Promise<string | null> {
  const limit = options.limit ?? 1024 * 1024
  const file = await open(path, 'r').catch(() => null)
  if (file === null) return null
  try {
    const found = await file.stat()
    if (!found.isFile()) return null
    const length = Math.min(found.size, limit)
    const buffer = Buffer.alloc(length)
    const { bytesRead } = await file.read(buffer, 0, length, options.tail === true ? found.size - length : 0)
    return buffer.toString('utf8', 0, bytesRead).replace(/^\ufeff/, '')
  } catch {
    return null
  } finally {
    await file.close()
  }
}
