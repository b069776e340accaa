import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import * as make from './testing/index.js'
import { unpackInTime } from './testing/unpack-in-time.js'

const { be, chars, join } = make
const workflow = '{"nodes":[]}'
const good = make.pngText('tEXt', 'workflow', workflow)
const png = (...chunks: Uint8Array[]) => join(make.pngHead, ...chunks, make.pngPixels, make.pngEnd)
const bomb = deflateSync(Buffer.alloc(200 * 1024 * 1024, 0x20))

describe('a PNG is read past', () => {
  it.each<[string, Uint8Array, string]>([
    ['a wrong check sum', png(join(good.subarray(0, -4), be(0, 4))), 'a tEXt chunk has a wrong check sum'],
    ['bytes behind its end', join(png(good), 'PK\x03\x04 hidden'), 'bytes follow the end of the picture'],
    ['a missing end', join(make.pngHead, good, make.pngPixels), 'it is cut short'],
    ['a length beyond the file', join(make.pngHead, good, be(1000, 4), chars('tEXtworkflow\0{"no')), 'its tEXt chunk is cut short'],
    ['a length of 2^31-1', join(make.pngHead, good, be(2 ** 31 - 1, 4), chars('IDAT'), make.pngPixels), 'its IDAT chunk is cut short'],
    ['a length of 2^32-1', join(make.pngHead, good, be(2 ** 32 - 1, 4), chars('IDAT'), make.pngPixels), 'its IDAT chunk is cut short'],
    ['a length that lies', join(make.pngHead, good, be(3, 4), make.pngPixels.subarray(4), make.pngEnd), 'its chunks end in bytes that are none'],
    ['an unknown compression', png(good, make.pngChunk('zTXt', chars('prompt\0\x07abc'))), 'a zTXt chunk: its text is compressed in an unknown way'],
    ['an unknown iTXt method', png(good, make.pngChunk('iTXt', chars('prompt\0\x01\x07\0\0abc'))), 'a iTXt chunk: its text is compressed in an unknown way'],
    ['damaged zlib bytes', png(good, make.pngChunk('zTXt', chars('prompt\0\0abc'))), 'a zTXt chunk: its compressed text is damaged'],
    ['a zTXt bomb', png(good, make.pngChunk('zTXt', join(chars('prompt\0\0'), bomb))), 'a zTXt chunk: it unpacks to more than 16 MiB'],
    ['an iTXt bomb', png(good, make.pngChunk('iTXt', join(chars('prompt\0\x01\0\0\0'), bomb))), 'a iTXt chunk: it unpacks to more than 16 MiB'],
    ['a broken EXIF block', png(good, make.pngChunk('eXIf', chars('nothing'))), 'a eXIf chunk: its EXIF block begins with bytes that are none'],
  ])('%s', (_, bytes, tolerated) => {
    expect(unpackInTime(bytes)).toMatchObject({ container: 'PNG', workflow, prompt: null, tolerated: [tolerated] })
  })

  it('an empty chunk, an empty key, one of 80 characters, a text without key', () => {
    const odd = ['', '\0x', `${'k'.repeat(80)}\0x`, 'workflow'].map((content) => make.pngChunk('tEXt', chars(content)))
    expect(unpackInTime(png(good, ...odd))).toMatchObject({ workflow, tolerated: [] })
  })

  it('sizes that no picture has', () => {
    const head = make.pngChunk('IHDR', join(be(2 ** 31, 4), be(2 ** 31, 4), Buffer.from([8, 2, 0, 0, 0])))
    expect(unpackInTime(join(chars('\x89PNG\r\n\x1a\n'), head, good, make.pngPixels, make.pngEnd))).toMatchObject({ workflow, tolerated: [] })
  })

  it('a hundred small bombs: 16 MiB in all, not each', () => {
    const small = make.pngChunk('zTXt', join(chars('prompt\0\0'), deflateSync(Buffer.alloc(1024 * 1024, 0x20))))
    const carried = unpackInTime(png(good, ...Array<Buffer>(100).fill(small)))
    expect(carried).toMatchObject({ workflow, tolerated: ['a zTXt chunk: it unpacks to more than 16 MiB'] })
  })

  it('a million tiny chunks', () => {
    const tiny = Buffer.alloc(1_000_000 * 12)
    make.pngChunk('tEXt', Buffer.alloc(0)).copy(tiny)
    tiny.copyWithin(12, 0, 12)
    for (let filled = 24; filled < tiny.length; filled *= 2) tiny.copyWithin(filled, 0, filled)
    expect(unpackInTime(png(tiny, good))).toMatchObject({ workflow })
  })

  it('a comment with millions of members of one name', () => {
    const comment = make.pngText('tEXt', 'Comment', `{${'"workflow":{"a":1},'.repeat(1_000_000)}"a":1}`)
    expect(unpackInTime(png(comment))?.workflow).toBe('{"a":1}')
  })

  it('a thousand texts under one key, of which 64 are read', () => {
    const many = Array.from({ length: 1000 }, (_, i) => make.pngText('tEXt', 'workflow', `{"nodes":[],"n":${i}}`))
    const carried = unpackInTime(png(...many))
    expect(carried?.workflow).toBe('{"nodes":[],"n":63}')
    expect(carried?.tolerated.join()).toContain('more text than is read')
  })
})
