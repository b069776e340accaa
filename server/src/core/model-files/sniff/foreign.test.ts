import { describe, expect, it } from 'vitest'
import { describeModel } from '../describe-model.js'
import { makeSource } from '../testing/byte-sources.js'
import { parts } from '../testing/parts.js'

const text = (said: string) => new TextEncoder().encode(said)
const describeBytes = (bytes: Uint8Array, name: string, size = bytes.length) =>
  describeModel(makeSource(bytes, { name, size }), parts)

const pointer = (newline: string) =>
  text(
    ['version https://git-lfs.github.com/spec/v1', `oid sha256:${'0a'.repeat(32)}`, 'size 6938040682', ''].join(
      newline,
    ),
  )

const cases: readonly (readonly [what: string, bytes: Uint8Array, code: string, says: string])[] = [
  ['nothing', new Uint8Array(), 'too_short', 'The file is empty'],
  ['zeros', new Uint8Array(1000), 'zeros', 'the download did not fill it'],
  [
    'a web page',
    text('\ufeff  <!-- x -->\n<!DOCTYPE html><html><title>Log in\u001b[2J</title>'),
    'html_page',
    'This is a web page, not a model (its title: "Log in\ufffd[2J")',
  ],
  [
    'a web page in capitals',
    text('<HTML><BODY>'),
    'html_page',
    'This is a web page, not a model: the download was answered with a page',
  ],
  [
    'a Git LFS pointer',
    pointer('\n'),
    'git_lfs_pointer',
    `it stands for a file of 6.94 GB with SHA-256 ${'0a'.repeat(32)}.`,
  ],
  ['a Git LFS pointer with CRLF', pointer('\r\n'), 'git_lfs_pointer', `of 6.94 GB with SHA-256 ${'0a'.repeat(32)}.`],
  [
    'a bare Git LFS pointer',
    text('version https://git-lfs.github.com/spec/v1\n'),
    'git_lfs_pointer',
    'it stands for a file. Fetch',
  ],
  [
    'an error of object storage',
    text('<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>'),
    'error_answer',
    '("Request has expired")',
  ],
  [
    'an error in JSON',
    text('{"error":"Access to model x is restricted"}'),
    'error_answer',
    '"Access to model x is restricted"',
  ],
  ['an error object in JSON', text('{"error":{"code":5,"message":"No such file"}}'), 'error_answer', '"No such file"'],
  ['a line of text', text('Entry not found'), 'text_file', 'it begins "Entry not found"'],
  ['text in Chinese longer than what is looked at', text('模型'.repeat(2000)), 'text_file', 'it begins "模型'],
  [
    'a PNG image',
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    'image_file',
    'This is a PNG image, not a model.',
  ],
  ['a JPEG image', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0x10]), 'image_file', 'This is a JPEG image'],
  [
    'a gzip archive',
    new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]),
    'archive_file',
    'a gzip archive, not a model. Unpack it',
  ],
  ['a 7z archive', new Uint8Array([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4]), 'archive_file', 'a 7z archive'],
  ['a RAR archive', text('Rar!\u001a\u0007\u0000xxxx'), 'archive_file', 'a RAR archive'],
  ['an MP4 video', new Uint8Array([0, 0, 0, 0x20, 0x66, 0x74, 0x79, 0x70, 0x69, 0x73]), 'not_a_model', 'an MP4 video'],
]

describe('files that are no models', () => {
  it.each(cases)('are told under every model name: %s', (_, bytes, code, says) => {
    for (const name of ['model.safetensors', 'model.ckpt', 'größe 模型.GGUF', 'x.bin', 'm.onnx', 'v.sft']) {
      const facts = describeBytes(bytes, name)
      expect(facts).toMatchObject({ format: 'unknown', health: 'corrupt', faults: [{ code, severity: 'blocks' }] })
      expect(facts.faults[0]?.says).toContain(says)
    }
  })

  it.each(cases)('are no fault under a name that promises no model: %s', (_, bytes) => {
    for (const name of ['put_checkpoints_here', 'preview.png', 'notes.txt']) {
      expect(describeBytes(bytes, name)).toMatchObject({ format: 'unknown', health: 'unknown', faults: [] })
    }
  })

  it('says zeros of a file that was reserved and not filled', () => {
    expect(describeBytes(new Uint8Array(), 'model.safetensors', 6_000_000_000).faults[0]?.code).toBe('zeros')
  })

  it('says by the name what unknown bytes are not', () => {
    const noise = Uint8Array.from({ length: 3000 }, (_, index) => (index * 151 + 201) % 256)
    expect(describeBytes(noise, 'a.gguf')).toMatchObject({ health: 'corrupt', faults: [{ code: 'bad_magic' }] })
    expect(describeBytes(noise, 'a.onnx')).toMatchObject({ health: 'corrupt', faults: [{ code: 'bad_header' }] })
    expect(describeBytes(noise, 'a.safetensors')).toMatchObject({
      health: 'corrupt',
      faults: [{ code: 'header_too_large' }],
    })
    expect(describeBytes(noise, 'a.pth')).toMatchObject({
      health: 'unknown',
      faults: [{ code: 'unrecognised', severity: 'warns' }],
    })
    expect(describeBytes(noise, 'a.engine')).toMatchObject({ health: 'unknown', faults: [] })
  })
})
