import { deflateRawSync, gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import type { Limits } from './budget.js'
import type { RefusalCode } from './refusal.js'
import { longName, makeMember, makeTar, pax } from './testing/make-tar.js'
import { descriptor, extraField, makeZip } from './testing/make-zip.js'
import { unpack } from './testing/unpack.js'

const file = { name: 'a.py', data: 'print()' }
const tgz = (...members: Parameters<typeof makeTar>[0]) => gzipSync(makeTar(members))
const link = (name: string, to: string) => ({ name, data: to, mode: 0o120777, method: 0 })
const member = (type: string, more = {}) => tgz(file, { name: 'odd', type, ...more })
const u64 = (value: bigint) => Buffer.from(new BigUint64Array([value]).buffer)
const few: Limits = { bytes: 5_000_000, entries: 100, ratio: 200 }
const zeros = Buffer.alloc(4_000_000)
const twice = makeZip([{ name: 'b.py', data: 'other' }])
const inner = makeZip([{ name: '../x', data: 'x' }])

const table: readonly (readonly [what: string, archive: Buffer, code: RefusalCode, limits?: Limits])[] = [
  ['zip: link, then a file through it', makeZip([link('d', '..'), { name: 'd/x', data: 'x' }]), 'kind-refused'],
  ['zip: link to an absolute path', makeZip([link('d', '/etc/passwd')]), 'kind-refused'],
  ['zip: device', makeZip([{ name: 'd', mode: 0o020666 }]), 'kind-refused'],
  ['zip: folder that is a file by name', makeZip([{ name: 'd', mode: 0o040755 }]), 'kind-refused'],
  ['zip: file that is a folder by name', makeZip([{ name: 'd/', mode: 0o100644 }]), 'kind-refused'],
  ['zip: file, then folder', makeZip([file, { name: 'a.py/b', data: 'x' }]), 'name-collision'],
  [
    'zip: folder, then file',
    makeZip([
      { name: 'a/b', data: 'x' },
      { name: 'a', data: 'x' },
    ]),
    'name-collision',
  ],
  ['zip: one file twice', makeZip([file, file]), 'name-collision'],
  ['zip: letter case', makeZip([file, { name: 'A.py', data: 'x' }]), 'name-collision'],
  [
    'zip: letter case of folders',
    makeZip([
      { name: 'a/x', data: 'x' },
      { name: 'A/y', data: 'x' },
    ]),
    'name-collision',
  ],
  [
    'zip: NFC and NFD',
    makeZip([
      { name: 'é'.normalize('NFC'), data: 'x' },
      { name: 'é'.normalize('NFD'), data: 'x' },
    ]),
    'name-collision',
  ],
  [
    'zip: sharp s',
    makeZip([
      { name: 'straße', data: 'x' },
      { name: 'STRASSE', data: 'x' },
    ]),
    'name-collision',
  ],
  [
    'zip: Kelvin sign',
    makeZip([
      { name: '\u212a', data: 'x' },
      { name: 'k', data: 'x' },
    ]),
    'name-collision',
  ],
  ['zip: another name before the bytes', makeZip([{ ...file, local: { name: '../x' } }]), 'hides-something'],
  ['zip: another size before the bytes', makeZip([{ ...file, local: { size: 3 } }]), 'hides-something'],
  ['zip: another checksum before the bytes', makeZip([{ ...file, local: { crc: 3 } }]), 'hides-something'],
  ['zip: another method before the bytes', makeZip([{ ...file, local: { method: 0 } }]), 'hides-something'],
  [
    'zip: a second name in a field',
    makeZip([{ ...file, extra: extraField(0x7075, Buffer.from('\x01\0\0\0\0../x')) }]),
    'hides-something',
  ],
  ['zip: two directories by a comment', makeZip([file], { comment: twice }), 'hides-something'],
  ['zip: an archive before it', makeZip([file], { before: twice }), 'hides-something'],
  ['zip: bytes before the directory', makeZip([file], { beforeDirectory: Buffer.from('hidden') }), 'hides-something'],
  [
    'zip: bytes between entries',
    makeZip([
      { ...file, after: Buffer.from('hidden') },
      { name: 'b', data: 'x' },
    ]),
    'hides-something',
  ],
  ['zip: overlapping entries', makeZip([file, { name: 'b.py', data: 'x', central: { at: 0 } }]), 'hides-something'],
  ['zip: fewer entries told', makeZip([file, { name: 'b', data: 'x' }], { count: 1 }), 'hides-something'],
  ['zip: more entries told', makeZip([file], { count: 2 }), 'hides-something'],
  ['zip: several disks', makeZip([file], { disk: 1 }), 'bad-structure'],
  ['zip: directory elsewhere', makeZip([file], { directoryAt: 0 }), 'hides-something'],
  [
    'zip: zip64 sizes that cannot be',
    makeZip([{ ...file, central: { size: 0xffffffff }, extra: extraField(1, u64(2n ** 63n)) }]),
    'bad-structure',
  ],
  ['zip: zip64 without sizes', makeZip([{ ...file, central: { size: 0xffffffff } }]), 'bad-structure'],
  [
    'zip: zip64 size of 10 TB',
    makeZip([{ ...file, central: { size: 0xffffffff }, extra: extraField(1, u64(10n ** 13n)) }]),
    'too-big',
  ],
  [
    'zip: later sizes that lie',
    makeZip([
      { ...file, flags: 0x808, local: { size: 0, crc: 0, packed: 0 }, after: descriptor('print()', { size: 9 }) },
    ]),
    'hides-something',
  ],
  [
    'zip: later sizes left out',
    makeZip([{ ...file, flags: 0x808, local: { size: 0, crc: 0, packed: 0 } }]),
    'hides-something',
  ],
  ['zip: encrypted', makeZip([{ ...file, flags: 0x801 }]), 'encrypted'],
  ['zip: unknown method', makeZip([{ ...file, method: 14 }]), 'method-refused'],
  ['zip: wrong checksum', makeZip([{ ...file, local: { crc: 7 }, central: { crc: 7 } }]), 'checksum'],
  ['zip: more comes out than told', makeZip([{ ...file, local: { size: 3 }, central: { size: 3 } }]), 'size-lies'],
  ['zip: less comes out than told', makeZip([{ ...file, local: { size: 30 }, central: { size: 30 } }]), 'size-lies'],
  [
    'zip: stored with two sizes',
    makeZip([{ ...file, method: 0, local: { size: 9 }, central: { size: 9 } }]),
    'size-lies',
  ],
  ['zip: goes on after its end', makeZip([{ ...file, more: Buffer.from('hidden') }]), 'hides-something'],
  ['zip: two streams in one', makeZip([{ ...file, more: deflateRawSync('x') }]), 'hides-something'],
  ['zip: folder with contents', makeZip([{ name: 'd/', data: 'hidden', mode: 0o040755 }]), 'hides-something'],
  ['zip: name that is not UTF-8', makeZip([{ ...file, name: Buffer.from([0x61, 0xff]) }]), 'name-refused'],
  ['zip: backslash', makeZip([{ name: 'a\\b', data: 'x' }]), 'name-refused'],
  ['zip: bomb', makeZip([{ name: 'big', data: zeros }]), 'ratio', few],
  [
    'zip: bomb of many',
    makeZip(Array.from({ length: 40 }, (_, at) => ({ name: `b${at}`, data: zeros.subarray(0, 900_000) }))),
    'ratio',
    { ...few, bytes: 10 ** 8 },
  ],
  [
    'zip: too big',
    makeZip([
      { name: 'a', data: zeros, method: 0 },
      { name: 'b', data: zeros, method: 0 },
    ]),
    'too-big',
    few,
  ],
  ['zip: too many', makeZip(Array.from({ length: 101 }, (_, at) => ({ name: `e${at}` }))), 'too-many', few],
  ['zip: deep folders', makeZip([{ name: `${'d/'.repeat(150)}x`, data: 'x' }]), 'too-many', few],
  ['zip: cut in the middle', makeZip([file]).subarray(0, 40), 'truncated'],
  ['zip: cut at the end', makeZip([file]).subarray(0, -1), 'truncated'],
  ['zip: empty', makeZip([]), 'bad-structure'],
  ['zip: folders only', makeZip([{ name: 'd/', mode: 0o040755 }]), 'bad-structure'],
  ['zip: hidden in a name', makeZip([{ name: 'a.py\0.txt', data: 'x' }]), 'name-refused'],
  [
    'tar: link, then a file through it',
    tgz({ name: 'd', type: '2', link: '..' }, { name: 'd/x', data: 'x' }),
    'kind-refused',
  ],
  ['tar: hard link to the outside', member('1', { link: '/etc/passwd' }), 'kind-refused'],
  ['tar: character device', member('3'), 'kind-refused'],
  ['tar: block device', member('4'), 'kind-refused'],
  ['tar: pipe', member('6'), 'kind-refused'],
  ['tar: file with holes', member('S'), 'kind-refused'],
  ['tar: holes by pax', tgz(pax({ 'GNU.sparse.major': '1' }), file), 'kind-refused'],
  ['tar: long link', member('K', { data: '/etc/passwd\0' }), 'kind-refused'],
  ['tar: unknown kind', member('V'), 'kind-refused'],
  ['tar: pax path that climbs', tgz(pax({ path: '../x' }), file), 'name-refused'],
  ['tar: long name that climbs', tgz(longName('../../x'), file), 'name-refused'],
  [
    'tar: short name that climbs below a long one',
    tgz(longName('fine.py'), { name: '../x', data: 'x' }),
    'hides-something',
  ],
  ['tar: two long names', tgz(longName('a'), pax({ path: 'b' }), file), 'hides-something'],
  ['tar: one path for all', tgz(pax({ path: 'x' }, 'g'), file), 'hides-something'],
  ['tar: link by pax', tgz(pax({ linkpath: '/etc' }), file), 'kind-refused'],
  ['tar: other encoding', tgz(pax({ hdrcharset: 'KOI8-R' }), file), 'name-refused'],
  ['tar: broken pax', tgz(makeMember({ name: 'p', type: 'x', data: '99 path=x\n' }), file), 'bad-structure'],
  ['tar: huge pax', tgz(pax({ comment: 'x'.repeat(70_000) }), file), 'too-big'],
  ['tar: long name without an entry', tgz(file, longName('x')), 'bad-structure'],
  ['tar: prefix that climbs', tgz({ ...file, prefix: '../..' }), 'name-refused'],
  ['tar: one file twice', tgz(file, file), 'name-collision'],
  ['tar: file, then folder', tgz(file, { name: 'a.py/', type: '5' }), 'name-collision'],
  ['tar: letter case', tgz(file, { name: 'A.PY', data: 'x' }), 'name-collision'],
  [
    'tar: NFD',
    tgz({ name: 'é'.normalize('NFC'), data: 'x' }, { name: 'é'.normalize('NFD'), data: 'x' }),
    'name-collision',
  ],
  ['tar: damaged header', tgz({ ...file, checksum: 1 }), 'bad-structure'],
  ['tar: size beyond the end', tgz({ ...file, size: 10 ** 7 }), 'truncated'],
  ['tar: folder with contents', tgz({ name: 'd/', type: '5', data: 'hidden' }), 'hides-something'],
  ['tar: an archive after its end', gzipSync(Buffer.concat([makeTar([file]), makeTar([file])])), 'hides-something'],
  ['tar: bytes after the gzip stream', Buffer.concat([tgz(file), Buffer.from('hidden')]), 'bad-structure'],
  ['tar: no end mark', gzipSync(makeTar([file], Buffer.alloc(0))), 'truncated'],
  ['tar: cut gzip', tgz(file).subarray(0, -20), 'truncated'],
  [
    'tar: damaged gzip',
    Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]), Buffer.alloc(99, 0xff)]),
    'bad-structure',
  ],
  ['tar: bomb', tgz({ name: 'big', data: zeros }), 'ratio', few],
  [
    'tar: too big',
    makeTar([
      { name: 'a', data: zeros },
      { name: 'b', data: zeros },
    ]),
    'too-big',
    few,
  ],
  ['tar: too many empty', tgz(...Array.from({ length: 101 }, (_, at) => ({ name: `e${at}` }))), 'too-many', few],
  [
    'tar: one folder too often',
    tgz(file, ...Array.from({ length: 101 }, () => ({ name: './', type: '5' }))),
    'too-many',
    few,
  ],
  [
    'tar: headers of nothing',
    tgz(...Array.from({ length: 101 }, () => pax({ comment: 'x' }, 'g')), file),
    'too-many',
    few,
  ],
  ['tar: name that goes on after NUL', tgz({ name: 'a.py\0../x', data: 'x' }), 'hides-something'],
  ['a web page', Buffer.from('<!doctype html><title>Log in</title>'), 'not-an-archive'],
  ['nothing', Buffer.alloc(0), 'not-an-archive'],
  ['zeros', Buffer.alloc(4096), 'not-an-archive'],
  ['7z', Buffer.from('377abcaf271c0004', 'hex'), 'not-an-archive'],
]

it.each(table.map(([what, archive, code, limits]) => ({ what, archive, code, limits })))(
  'refuses $what',
  async ({ archive, code, limits }) => {
    const { answer, tree, beside } = await unpack(archive, limits)
    expect(answer).toMatchObject({ ok: false, code })
    expect(answer.ok ? '' : answer.because).toMatch(/^[^\p{Cc}]{10,300}$/u)
    expect([[...tree.keys()], beside]).toEqual([[], []])
  },
)

it('counts enough of them', () => {
  expect(table.length).toBeGreaterThanOrEqual(30)
})

it('leaves an archive within an archive packed, and drops odd modes', async () => {
  const { answer, tree } = await unpack(
    makeZip([
      { name: 'inner.zip', data: inner },
      { name: 'run', data: 'x', mode: 0o106777 },
    ]),
  )
  expect(answer).toMatchObject({ ok: true, files: 2 })
  expect([...tree.keys()]).toEqual(['inner.zip', 'run'])
  expect(tree.get('run')).toBe('755 x')
  expect((await unpack(tgz({ name: 'run', data: 'x', mode: 0o7711 }, file))).tree.get('run')).toBe('755 x')
})
