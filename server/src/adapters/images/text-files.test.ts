import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createCarriers } from './carriers.js'
import { be, chars, join, le } from './testing/index.js'

const unpack = (bytes: Uint8Array | string) => createCarriers().unpack(join(bytes), 'somewhere/名前 1.json')

describe('text', () => {
  const text = '{"nodes": [], "名": "é"}\r\n'
  const wide = Buffer.from(text, 'utf16le')
  it.each<[string, Uint8Array | string]>([
    ['UTF-8', text],
    ['UTF-8 with a byte order mark', `\ufeff${text}`],
    ['UTF-16, little-endian', join(Buffer.from([0xff, 0xfe]), wide)],
    ['UTF-16, big-endian', join(Buffer.from([0xfe, 0xff]), Buffer.from(wide).swap16())],
  ])('in %s comes back as it is', (_, bytes) => {
    expect(unpack(bytes)).toEqual({
      ok: true,
      carried: { carrier: 'json', container: 'JSON', workflow: text, prompt: null, parameters: null, tolerated: [] },
    })
  })

  it.each(['{', 'nonsense', ' \n', '[1]', 'The free model', 'null', '{"tag":"WAVE"}'])('%j is left to the reader of JSON', (words) => {
    expect(unpack(words)).toMatchObject({ ok: true, carried: { container: 'JSON', workflow: words } })
  })
})

describe('a refusal says what it is', () => {
  const tar = Buffer.alloc(1024)
  tar.write('ustar\0', 257, 'latin1')
  it.each<[string, string, Uint8Array | string]>([
    ['FILE_EMPTY', 'empty', ''],
    ['FILE_TOO_LARGE', '名前 1.json is larger than 64 MiB', Buffer.alloc(64 * 1024 * 1024 + 1, 0x20)],
    ['NOT_A_WORKFLOW', 'a ZIP archive', chars('PK\x03\x04\x14\0\0\0')],
    ['NOT_A_WORKFLOW', 'a gzip file', gzipSync('{"nodes": []}')],
    ['NOT_A_WORKFLOW', 'a tar archive', tar],
    ['NOT_A_WORKFLOW', 'a PDF document', '%PDF-1.7\n'],
    ['NOT_A_WORKFLOW', 'a GGUF model', join('GGUF', le(3, 4))],
    ['NOT_A_WORKFLOW', 'a WAV sound', join('RIFF', le(4, 4), 'WAVE')],
    ['NOT_A_WORKFLOW', 'a BMP picture', join('BM', le(58, 4), le(0, 4), Buffer.alloc(48))],
    ['NOT_A_WORKFLOW', 'an XML document', '<?xml version="1.0"?><a/>'],
    ['HTML_PAGE', 'web page', '\n<!-- x --><!DOCTYPE html>\n<html><body>'],
    ['HTML_PAGE', 'web page', '<html lang="en">'],
    ['GIT_LFS_POINTER', 'Git LFS', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n'],
    ['NOT_TEXT', 'not text', chars('{"name": "caf\xe9"}')],
    ['NOT_TEXT', 'neither', Buffer.from([0xc0, 0xaf, 0x7b])],
    ['NOT_TEXT', 'UTF-32', join(Buffer.from([0xff, 0xfe, 0, 0]), le(0x7b, 4))],
    ['NOT_TEXT', 'binary', join('abc\0def', be(0, 4))],
  ])('%s: %s', (code, words, bytes) => {
    const unpacked = unpack(bytes)
    expect(unpacked.ok).toBe(false)
    if (unpacked.ok) return
    expect(unpacked.problem.code).toBe(code)
    expect(unpacked.problem.message).toContain(words)
    expect(unpacked.problem.hint.length).toBeGreaterThan(10)
  })
})
