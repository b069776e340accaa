import { be, join, type Piece, type Texts } from './bytes-of.js'

function element(id: number, ...content: readonly Piece[]): Buffer {
  const body = join(...content)
  return join(idBytes(id), be(0x01_0000_0000_0000_00n + BigInt(body.length), 8), body)
}

function idBytes(id: number): Buffer {
  return id > 0xffffff ? be(id, 4) : id > 0xffff ? be(id, 3) : be(id, 2)
}

const unknownSize = Buffer.from([0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])

/** A WebM (or MKV) with one SimpleTag a text, behind a cluster. `live`: segment and cluster of unknown size, as recordings are written. */
export function webmWith(texts: Texts, options: { docType?: string; live?: boolean } = {}): Buffer {
  const tags = Object.entries(texts).map(([key, text]) => element(0x67c8, element(0x45a3, key), element(0x4487, text)))
  const block = join(Buffer.from([0xa3, 0x84]), be(0x81000080, 4))
  const cluster = options.live ? join(idBytes(0x1f43b675), unknownSize, block) : element(0x1f43b675, block)
  const body = join(cluster, element(0x1254c367, element(0x7373, element(0x63c0), ...tags)))
  const head = element(0x1a45dfa3, element(0x4282, options.docType ?? 'webm'))
  return join(head, options.live ? join(idBytes(0x18538067), unknownSize, body) : element(0x18538067, body))
}
