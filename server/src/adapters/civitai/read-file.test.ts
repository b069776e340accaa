import { describe, expect, it } from 'vitest'
import { bytesOf, readFile, readHashes } from './read-file.js'

describe('the size of a file', () => {
  it.each([
    [2082642.474609375, 2132625894, true],
    [6775430.35, 6938040678, false],
    [100.001, 102401, false],
    [144092.5, 147550720, false],
    [2048, 2097152, false],
    [0, null, false],
    [-3, null, false],
    [Number.NaN, null, false],
    [1e300, null, false],
    ['12', null, false],
    [null, null, false],
  ])('of %s KB is %s bytes, exactly: %s', (kilobytes, bytes, bytesExact) => {
    expect(bytesOf(kilobytes)).toEqual({ bytes, bytesExact })
  })
})

describe('hashes', () => {
  it('may be in any case and missing', () => {
    expect(
      readHashes({
        SHA256: 'a5F58EB1C3'.padEnd(64, '0'),
        AutoV2: 'A5F58EB1C3',
        AutoV3: '22D8CB95B807',
        CRC32: 'DAEE95B7',
        AutoV1: '4748A7F6',
        BLAKE3: null,
      }),
    ).toEqual({
      sha256: 'a5f58eb1c3'.padEnd(64, '0'),
      autov2: 'a5f58eb1c3',
      autov3: '22d8cb95b807',
      crc32: 'daee95b7',
    })
    expect(readHashes(null)).toEqual({})
    expect(readHashes([])).toEqual({})
  })

  it('of another length or no hex are none', () => {
    expect(readHashes({ SHA256: 'A'.repeat(63), BLAKE3: 'z'.repeat(64), AutoV2: 'ABC', CRC32: 12345678 })).toEqual({})
  })
})

it('reads nothing out of nothing', () => {
  for (const value of [null, 1, 'x', [], {}, { name: 3 }, { name: '  ' }]) expect(readFile(value)).toBeNull()
})
