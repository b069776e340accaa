import { describe, expect, it } from 'vitest'
import type { Carried } from '../../core/ports.js'
import * as make from './testing/index.js'
import { unpackInTime } from './testing/unpack-in-time.js'

const { be, box, chars, join, le } = make
const workflow = '{"nodes":[]}'
const mebibyte = 1024 * 1024

function carriedIn(bytes: Uint8Array): Carried {
  const carried = unpackInTime(bytes)
  expect(carried).not.toBeNull()
  if (carried === null) throw new Error('refused')
  return carried
}

describe('EXIF', () => {
  const table = (...entries: Uint8Array[]) => tableOf(entries)
  const tableOf = (entries: Uint8Array[]) => join('II', le(42, 2), le(8, 4), le(entries.length, 2), Buffer.concat(entries))
  const pointer = (at: number) => join(le(0x8769, 2), le(4, 2), le(1, 4), le(at, 4))
  const text = (tag: number, length: number, at: number) => join(le(tag, 2), le(2, 2), le(length, 4), le(at, 4))

  it('tables that point at themselves and each other', () => {
    expect(carriedIn(join(table(pointer(8)), le(8, 4))).tolerated).toEqual([])
    expect(carriedIn(join(table(pointer(20), pointer(14)), le(10, 4), Buffer.alloc(64, 1))).workflow).toBeNull()
  })

  it('a chain of more tables than are read', () => {
    const tables = Array.from({ length: 100 }, (_, i) => join(le(0, 2), le(8 + 6 * (i + 1), 4)))
    expect(carriedIn(join('II', le(42, 2), le(8, 4), ...tables)).tolerated.join()).toContain('more tables than are read')
  })

  it('a value outside the file and a first table outside', () => {
    expect(carriedIn(join(table(text(0x010e, 100, 2 ** 32 - 8)), le(0, 4))).tolerated).toEqual(['an EXIF value is cut short'])
    expect(carriedIn(join('MM', be(42, 2), be(2 ** 32 - 1, 4))).tolerated).toEqual(['EXIF: it is cut short'])
  })

  it('65,535 tags that all name the same megabytes', () => {
    const at = 8 + 2 + 12 * 65_535 + 4
    const entries = Array.from({ length: 65_535 }, (_, i) => text(i, 8 * mebibyte, at))
    const value = Buffer.alloc(8 * mebibyte, 0x20)
    value.write('workflow:{"nodes":[]}', 'latin1')
    const carried = carriedIn(join(tableOf(entries), le(0, 4), value))
    expect(carried.workflow).toBe(workflow)
    expect(carried.tolerated.join()).toContain('more text than is read')
  })
})

describe('boxes', () => {
  const withBefore = (...boxes: Uint8Array[]) => {
    const mp4 = make.mp4With(make.keyedMeta({ workflow }))
    return join(mp4.subarray(0, 24), ...boxes, mp4.subarray(24))
  }

  it('of size 0 run to the end, of size 1 have 64 bits', () => {
    expect(carriedIn(withBefore(join(be(0, 4), 'free')))).toMatchObject({ workflow: null, tolerated: [] })
    expect(carriedIn(withBefore(make.wideBox('free', 'abc')))).toMatchObject({ workflow, tolerated: [] })
    const last = make.keyedMeta({ workflow })
    expect(carriedIn(join(make.mp4With(box('free')), be(0, 4), 'moov', be(0, 4), 'udta', last))).toMatchObject({ workflow })
  })

  it.each([
    ['size 7', join(be(7, 4), 'free'), 'smaller than its head'],
    ['size 1 and 15', join(be(1, 4), 'free', be(15, 8)), 'smaller than its head'],
    ['size 2^63', join(be(1, 4), 'free', be(2n ** 63n, 8)), 'free box is cut short'],
    ['size 2^64-1', join(be(1, 4), 'free', be(2n ** 64n - 1n, 8)), 'free box is cut short'],
    ['size 2^32-1', join(be(2 ** 32 - 1, 4), 'free'), 'free box is cut short'],
  ])('that lie: %s', (_, lie, words) => {
    expect(carriedIn(withBefore(lie))).toMatchObject({ workflow: null, tolerated: [expect.stringContaining(words)] })
  })

  it('two million deep, and twenty million beside each other', () => {
    const deep = Buffer.alloc(16 * mebibyte)
    for (let at = 0; at + 8 <= deep.length; at += 8) {
      deep.writeUInt32BE(deep.length - at, at)
      deep.write('moov', at + 4, 'latin1')
    }
    expect(carriedIn(deep).tolerated.join()).toContain('more parts than are read')
    const wide = Buffer.alloc(64 * mebibyte)
    wide.write('\0\0\0\x08moov', 'latin1')
    for (let filled = 8; filled < wide.length; filled *= 2) wide.copyWithin(filled, 0, filled)
    expect(carriedIn(wide).tolerated.join()).toContain('more parts than are read')
  })

  it('with 2^32-1 keys, and with keys of no or endless length', () => {
    for (const sizes of [Buffer.alloc(8 * mebibyte), be(2 ** 32 - 1, 4)]) {
      const meta = box('meta', be(0, 4), box('hdlr'), box('keys', be(0, 4), be(2 ** 32 - 1, 4), sizes), box('ilst'))
      expect(carriedIn(make.mp4With(meta))).toMatchObject({ workflow: null })
    }
  })

  it('that scatter an entry over countless places of no size', () => {
    const iloc = box('iloc', be(0x01_000000, 4), be(0, 2), be(65_535, 2), Buffer.alloc(600_000, 0xff))
    const file = join(box('ftyp', 'avif', be(0, 4)), box('meta', be(0, 4), iloc))
    expect(carriedIn(file).tolerated.join()).toContain('more places than are read')
  })

  it('that name more bytes than the file has, again and again', () => {
    const extents = join(...Array<Buffer>(5000).fill(join(be(0, 4), be(0, 4))))
    const iloc = box('iloc', be(0x01_000000, 4), be(0x4400, 2), be(1, 2), be(1, 2), be(0, 2), be(0, 2), be(5000, 2), extents)
    const infe = box('infe', be(0x02_000000, 4), be(1, 2), be(0, 2), 'Exif\0')
    const file = join(box('ftyp', 'avif', be(0, 4)), box('meta', be(0, 4), box('iinf', be(0, 4), be(1, 2), infe), iloc), Buffer.alloc(mebibyte))
    expect(carriedIn(file).tolerated.join()).toContain('longer than the file')
  })
})

describe('Matroska', () => {
  const head = join(Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x87, 0x42, 0x82, 0x84]), 'webm')
  it.each([
    ['a size of 2^56-2', join(Buffer.from([0xec, 0x01]), Buffer.alloc(6, 0xff), Buffer.from([0xfe])), 'cut short'],
    ['an unknown size where none may be', Buffer.from([0xec, 0xff]), 'does not say how long'],
    ['an id of no width', Buffer.alloc(20), 'bytes that are none'],
  ])('%s', (_, element, words) => {
    expect(carriedIn(join(head, element)).tolerated.join()).toContain(words)
  })

  it('tags in tags in tags, and millions of empty elements', () => {
    const nested = Buffer.alloc(8 * mebibyte)
    nested.write('\x67\xc8\xff\x67\xc8\xff', 'latin1')
    for (let filled = 6; filled < nested.length; filled *= 2) nested.copyWithin(filled, 0, filled)
    expect(carriedIn(join(head, nested)).tolerated.join()).toContain('more parts than are read')
    const empty = Buffer.alloc(64 * mebibyte - 100)
    empty.write('\xec\x80', 'latin1')
    for (let filled = 2; filled < empty.length; filled *= 2) empty.copyWithin(filled, 0, filled)
    expect(carriedIn(join(head, empty)).tolerated.join()).toContain('more parts than are read')
  })
})

describe('sound', () => {
  const flac = (comment: Uint8Array) => join('fLaC', be(0x84, 1), be(comment.length, 3), comment)
  it.each([
    ['2^32-1 comments', flac(join(le(0, 4), le(2 ** 32 - 1, 4)))],
    ['a comment of 2^32-1 bytes', flac(join(le(0, 4), le(1, 4), le(2 ** 32 - 1, 4), 'workflow={}'))],
    ['a vendor of 2^32-1 bytes', flac(le(2 ** 32 - 1, 4))],
    ['a block beyond the file', join('fLaC', be(0x84, 1), be(0xffffff, 3), 'x')],
    ['an ID3 tag beyond the file', join('ID3\x04\0\0', Buffer.alloc(4, 0x7f), 'TXXX')],
    ['an ID3 frame beyond the tag', make.mp3WithFrames(3, [join('TXXX', be(2 ** 32 - 1, 4), be(0, 2), '\0workflow\0{}')])],
    ['an ID3 tag of version 9', join('ID3\x09\0\0', be(0, 4))],
    ['an Ogg page beyond the file', join('OggS', Buffer.alloc(22), be(255, 1), Buffer.alloc(255, 255))],
  ])('%s', (_, bytes) => {
    const carried = carriedIn(bytes)
    expect(carried.workflow).toBeNull()
    expect(carried.tolerated.length).toBeGreaterThan(0)
  })

  it('two million empty Ogg pages, each of a stream of its own', () => {
    const page = join('OggS', be(0, 1), be(2, 1), Buffer.alloc(20), be(1, 1), be(0, 1))
    const pages = Buffer.alloc(page.length * 1_000_000)
    for (let at = 0; at < pages.length; at += page.length) {
      page.copy(pages, at)
      pages.writeUInt32LE(at, at + 14)
    }
    expect(carriedIn(pages).workflow).toBeNull()
  })

  it('a page that lost its place is found again', () => {
    const ogg = make.oggWith({ workflow })
    const second = ogg.indexOf('OggS', 4, 'latin1')
    expect(carriedIn(join(ogg.subarray(0, second), 'rubbish', ogg.subarray(second)))).toMatchObject({
      workflow,
      tolerated: ['bytes between its pages were passed over'],
    })
  })

  it('64 MiB of ID3 stuffing and millions of empty frames', () => {
    expect(carriedIn(join('ID3\x03\0', be(0x80, 1), Buffer.alloc(4, 0x1f), Buffer.alloc(63 * mebibyte, 0xff))).workflow).toBeNull()
    const frames = Buffer.concat(Array<Buffer>(1_000_000).fill(make.id3Frame(3, 'TIT2')))
    expect(carriedIn(make.mp3WithFrames(3, [frames])).workflow).toBeNull()
  })
})

describe('pictures', () => {
  it('a WebP chunk and a JPEG segment beyond the file, after what is read', () => {
    const webp = make.webpWith({ exif: make.comfyExif({ workflow }) })
    expect(carriedIn(join(webp, 'ALPH', le(2 ** 32 - 1, 4)))).toMatchObject({ workflow, tolerated: ['its ALPH chunk is cut short'] })
    const jpeg = make.jpegWith({ comment: `workflow:${workflow}` })
    const pixels = jpeg.indexOf(Buffer.from([0xff, 0xda]))
    expect(carriedIn(join(jpeg.subarray(0, pixels), Buffer.from([0xff, 0xe1, 0xff, 0xff])))).toMatchObject({ workflow, tolerated: ['it is cut short'] })
  })

  it('a GIF comment of thirty million blocks, JPEG made of fill bytes', () => {
    const gif = make.gifWith('')
    expect(carriedIn(join(gif.subarray(0, -2), Buffer.alloc(60 * mebibyte, 1))).tolerated.join()).toContain('more parts than are read')
    expect(carriedIn(Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(60 * mebibyte, 0xff)])).tolerated.join()).toContain('more parts than are read')
  })

  it.each([
    ['millions of tags', '<a>'.repeat(5_000_000)],
    ['millions of attributes', `<a ${'b="" '.repeat(5_000_000)}`],
    ['an open quote', `<a b="${'x'.repeat(20_000_000)}`],
    ['open comments', '<!--'.repeat(5_000_000)],
    ['nothing but entities', `<metadata>${'&amp;'.repeat(5_000_000)}</metadata>`],
    ['only signs', '='.repeat(20_000_000)],
    ['entities that name entities', '<!DOCTYPE svg [<!ENTITY a "&b;&b;"><!ENTITY b "&a;&a;">]><metadata>&a;{"workflow":{}}</metadata>'],
  ])('SVG: %s', (_, inside) => {
    expect(carriedIn(chars(`<svg>${inside}`)).workflow).toBeNull()
  })

  it('XMP with a million entities', () => {
    const xmp = `<x:workflow>{&quot;nodes&quot;:[${'&lt;&#x110000;&#60;'.repeat(300_000)}]}</x:workflow>`
    expect(carriedIn(make.webpWith({ xmp })).workflow).toHaveLength(12 + 300_000 * 12)
  })
})

describe('models', () => {
  it.each([
    ['a head beyond the file', join(le(99_999_999, 8), '{"__metadata__":{"workflow":"{}"')],
    ['brackets a million deep', join(le(1_000_020, 8), `{"__metadata__":${'['.repeat(1_000_000)}`)],
    ['a GLB chunk beyond the file', join('glTF', le(2, 4), le(20, 4), le(2 ** 32 - 1, 4), 'JSON{}')],
    ['a GLB without JSON', join('glTF', le(2, 4), le(20, 4), le(2, 4), 'BIN\0{}')],
  ])('%s', (_, bytes) => expect(carriedIn(bytes)).toMatchObject({ carrier: 'model', workflow: null }))
})
