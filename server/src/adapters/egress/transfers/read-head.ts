const enough = 4096

/** The first 4 KiB of a body, or all of it, and everything from its beginning on. */
export async function readHead(body: AsyncIterable<Uint8Array>): Promise<{ readonly head: Uint8Array; readonly all: AsyncIterable<Uint8Array> }> {
  const source = body[Symbol.asyncIterator]()
  const first: Uint8Array[] = []
  let length = 0
  while (length < enough) {
    const next = await source.next()
    if (next.done === true) break
    first.push(next.value)
    length += next.value.length
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* first
    for (;;) {
      const next = await source.next()
      if (next.done === true) return
      yield next.value
    }
  }
  return { head: Buffer.concat(first).subarray(0, enough), all: all() }
}
