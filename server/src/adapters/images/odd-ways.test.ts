import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createCarriers } from './carriers.js'
import * as make from './testing/index.js'

const { be, box, join } = make
const workflow = `{"nodes":[{"type":"模型"}],"pad":"${'x'.repeat(300)}"}`

function workflowIn(bytes: Uint8Array): unknown {
  const unpacked = createCarriers().unpack(bytes, '')
  return unpacked.ok ? { workflow: unpacked.carried.workflow, tolerated: unpacked.carried.tolerated } : unpacked.problem
}
const clean = { workflow, tolerated: [] }

/** NULs behind each 0xFF, as ID3's unsynchronisation puts them. */
function stuffed(bytes: Uint8Array): Buffer {
  return Buffer.from([...bytes].flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte])))
}

describe('ID3 tags in the ways their versions allow', () => {
  const wide = (text: string) => join(Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le'))
  const text3 = join(be(1, 1), wide('workflow'), be(0, 2), wide(workflow))
  const text4 = `\x03workflow\0${workflow}`
  const frame4 = (flags: number, ...content: make.Piece[]) => {
    const frame = make.id3Frame(4, 'TXXX', ...content)
    frame.writeUInt16BE(flags, 8)
    return frame
  }

  it.each<[string, Uint8Array]>([
    ['2.3, stuffed whole', make.mp3WithFrames(3, [stuffed(make.id3Frame(3, 'TXXX', text3))], 0x80)],
    ['2.3, extended head', make.mp3WithFrames(3, [be(6, 4), Buffer.alloc(6), make.id3Frame(3, 'TXXX', text3)], 0x40)],
    ['2.4, stuffed frame with its length', make.mp3WithFrames(4, [frame4(0x03, be(0, 4), stuffed(join(text4)))])],
    ['2.4, compressed', make.mp3WithFrames(4, [frame4(0x09, be(0, 4), deflateSync(text4))])],
    ['2.4, group byte', make.mp3WithFrames(4, [frame4(0x40, '\x01', text4)])],
    ['2.4, sizes of 8 bits a byte', make.mp3WithFrames(4, [make.id3Frame(3, 'TXXX', text4), make.id3Frame(4, 'TIT2', 'x')])],
    ['2.4, UTF-16 big-endian', make.mp3WithFrames(4, [make.id3Frame(4, 'TXXX', be(2, 1), Buffer.from(`workflow\0${workflow}`, 'utf16le').swap16())])],
    ['2.4, key in a comment’s description', make.mp3WithFrames(4, [make.id3Frame(4, 'COMM', `\x03engworkflow\0${workflow}`)])],
  ])('%s', (_, bytes) => expect(workflowIn(bytes)).toEqual(clean))

  it('an encrypted frame is told and passed over', () => {
    const bytes = make.mp3WithFrames(4, [frame4(0x04, 'abc'), make.id3Frame(4, 'TXXX', text4)])
    expect(workflowIn(bytes)).toEqual({ workflow, tolerated: ['its TXXX frame: it is encrypted'] })
  })
})

describe('MP4', () => {
  it('iTunes entries with names of their own', () => {
    const entry = box('----', box('mean', be(0, 4), 'com.apple.iTunes'), box('name', be(0, 4), 'workflow'), box('data', be(1, 4), be(0, 4), workflow))
    const meta = box('meta', be(0, 4), box('hdlr', be(0, 8), 'mdirappl'), box('ilst', entry))
    expect(workflowIn(make.mp4With(meta))).toEqual(clean)
  })

  it('a key with a prefix, and metadata beside udta', () => {
    const meta = make.keyedMeta({ 'com.apple.quicktime.comment': `{"workflow":${workflow}}` })
    const file = join(box('ftyp', 'qt  ', be(0, 4)), box('moov', box('mvhd'), meta))
    expect(workflowIn(file)).toEqual(clean)
  })
})

describe('EXIF and XMP', () => {
  it('Windows’ own comment tag, and any text tag with a key before its value', () => {
    const windows = { tag: 0x9c9c, type: 1, value: Buffer.from(`workflow:${workflow}\0`, 'utf16le') }
    expect(workflowIn(make.exifWith([windows]))).toEqual(clean)
    expect(workflowIn(make.exifWith([make.asciiTag(0xc4a5, ` Workflow : ${workflow}`)]))).toEqual(clean)
  })

  it.each([
    ['an attribute', `<a:b xmlns:a="x" a:workflow="${workflow.replaceAll('"', '&quot;')}"/>`],
    ['an attribute in single quotes', `<a:b c = 'd' a:workflow = '${workflow}' />`],
    ['an element', `<x:Workflow lang="e">${workflow.replaceAll('"', '&#x22;')}</x:Workflow>`],
    ['CDATA', `<!-- <workflow>{}</workflow> --><?x ?><workflow><![CDATA[${workflow}]]></workflow>`],
    ['a list of UserComment', `<exif:UserComment><rdf:Alt>\n<rdf:li>{"workflow":${workflow}}</rdf:li></rdf:Alt></exif:UserComment>`],
  ])('XMP: %s', (_, xmp) => {
    expect(workflowIn(make.webpWith({ xmp }))).toEqual(clean)
    expect(workflowIn(make.jpegWith({ xmp }))).toEqual(clean)
  })
})

it('a JPEG with fill bytes between its segments', () => {
  const jpeg = make.jpegWith({ comment: `workflow: ${workflow}` })
  expect(workflowIn(join(jpeg.subarray(0, 2), Buffer.from([0xff, 0xff]), jpeg.subarray(2)))).toEqual(clean)
})

it('a raw MPEG sound without a tag carries nothing, and that is no fault', () => {
  const bytes = join(Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(413))
  expect(workflowIn(bytes)).toEqual({ workflow: null, tolerated: [] })
})

it('a movie that begins with its pictures', () => {
  const bytes = join(box('wide'), box('mdat', 'xx'), box('moov', box('udta', make.keyedMeta({ workflow }, true))))
  expect(workflowIn(bytes)).toEqual(clean)
})
