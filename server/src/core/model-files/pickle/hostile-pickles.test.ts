import { describe, expect, test } from 'vitest'
import { describeModel } from '../describe-model.js'
import { countingSource, describeBytes, legacyCheckpoint, parts, zipCheckpoint } from './testing/checkpoints.js'
import { join, le, op, type Bytes } from './testing/opcodes.js'
import { dict, tensor, writePickle } from './testing/write-pickle.js'
import { concat, writeZip, type ZipPart } from './testing/write-zip.js'

/** Streams that would run code, or that hide from whoever looks for it. Nothing here is ever executed. */

const args = [...op.mark, ...op.string("'id'"), ...op.tuple]
const payload = [...op.global('os', 'system'), ...args, ...op.reduce]
const modern = [
  ...op.shortBinUnicode('os'),
  ...op.shortBinUnicode('system'),
  ...op.stackGlobal,
  ...op.shortBinUnicode('id'),
  ...op.tuple1,
  ...op.reduce,
]
const benign = dict({ w: tensor('Half', [2], '0') })
const hostilePickle = join(op.proto(2), payload, op.stop)
const inZip = (bytes: Uint8Array, more: Partial<ZipPart> = {}): Uint8Array =>
  writeZip([{ name: 'm/data.pkl', bytes, ...more }])
const called = (...target: Bytes[]): Uint8Array => join(op.proto(4), ...target, args, op.reduce, op.stop)
const member = (name: string, bytes: Uint8Array): Uint8Array => zipCheckpoint(benign, [{ name, bytes }])
const afterSystem = (): Uint8Array => {
  const plain = legacyCheckpoint(benign)
  const version = join(op.proto(2), op.binInt2(1001), op.stop).length
  return concat([plain.slice(0, 15 + version), hostilePickle, plain.slice(15 + version)])
}
const npy = join(
  [0x93],
  [...'NUMPY'].map((sign) => sign.charCodeAt(0)),
  [1, 0],
)
const tar = (): Uint8Array => {
  const block = new Uint8Array(1024)
  block.set(new TextEncoder().encode('sys_info'))
  block.set(new TextEncoder().encode('        '), 148)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.set(new TextEncoder().encode(`${sum.toString(8).padStart(6, '0')}\0 `), 148)
  return block
}
/** A safetensors header length that is also PROTO 2 and a string, behind which the header goes on as a pickle. */
const polyglot = (): Uint8Array =>
  join([0x80, 2, 0x58, 5, 0, 0, 0], [0, 0x7b, 0x22, 0x61, 0x22], op.pop, payload, op.stop)
/** The same with BINUNICODE as the first byte: torch and pickle ask for no PROTO. */
const bareHeader = (): Uint8Array =>
  join([0x58, 4, 0, 0], [0, 0, 0, 0], [0x7b], op.pop, payload, op.stop)
/** `G` is a number of 8 bytes. */
const looksLikeGguf = (): Uint8Array => join([0x47, 0x47, 0x55, 0x46, 3, 0, 0, 0, 0], op.pop, payload, op.stop)
const looksLikeVideo = (): Uint8Array =>
  join([0x80, 2, 0x55, 5], [0x66, 0x74, 0x79, 0x70, 0x69], op.pop, payload, op.stop)
/** The mark of a zip is the length 67,324,752; its first member is called `{...` from byte 8 on. */
const zipWithHeader = (): Uint8Array => {
  const zip = inZip(hostilePickle)
  zip.set([0, 0, 0, 0, 0x7b, 0x22], 4)
  return zip
}

type Case = readonly [what: string, bytes: Uint8Array, imports: readonly string[], name: string]

const streams: readonly (readonly [what: string, bytes: Uint8Array, imports: readonly string[], name?: string])[] = [
  ['GLOBAL, protocol 0', join(payload, op.stop), ['os.system']],
  [
    'GLOBAL, protocol 1',
    join(op.global('os', 'system'), op.binPut(0), op.mark, op.shortBinString('id'), op.tuple, op.reduce, op.stop),
    ['os.system'],
  ],
  ['GLOBAL, protocol 2', hostilePickle, ['os.system']],
  ['GLOBAL, protocol 3', join(op.proto(3), op.global('posix', 'system'), args, op.reduce, op.stop), ['posix.system']],
  [
    'STACK_GLOBAL, protocol 4, in a frame',
    join(op.proto(4), op.frame(modern.length + 1), modern, op.stop),
    ['os.system'],
  ],
  ['STACK_GLOBAL, protocol 5', join(op.proto(5), modern, op.stop), ['os.system']],
  ['protocol 4 that does not say so', join(modern, op.stop), ['os.system']],
  [
    'names as long strings',
    called(op.binUnicode8('builtins'), op.binUnicode('exec'), op.stackGlobal),
    ['builtins.exec'],
  ],
  [
    'names from the memo',
    called(op.shortBinUnicode('system'), op.memoize, op.pop, op.shortBinUnicode('os'), op.binGet(0), op.stackGlobal),
    ['os.system'],
  ],
  [
    'a memo entry written twice',
    called(
      op.shortBinUnicode('collections'),
      op.binPut(7),
      op.pop,
      op.shortBinUnicode('os'),
      op.binPut(7),
      op.pop,
      op.binGet(7),
      op.shortBinUnicode('OrderedDict'),
      op.stackGlobal,
    ),
    ['os.OrderedDict'],
  ],
  [
    'a distant memo entry',
    called(
      op.shortBinUnicode('os'),
      op.longBinPut(70000),
      op.pop,
      op.longBinGet(70000),
      op.shortBinUnicode('system'),
      op.stackGlobal,
    ),
    ['os.system'],
  ],
  [
    'names as escaped byte strings',
    called(op.string("'\\x6fs'"), op.string('"\\163ystem"'), op.stackGlobal),
    ['os.system'],
  ],
  [
    'names as escaped text',
    called(op.unicode('\\u006fs'), op.unicode('sy\\U00000073tem'), op.stackGlobal),
    ['os.system'],
  ],
  [
    'names that a call computes',
    called(
      op.global('_codecs', 'encode'),
      op.shortBinUnicode('bf'),
      op.shortBinUnicode('rot13'),
      op.tuple2,
      op.reduce,
      op.shortBinUnicode('system'),
      op.stackGlobal,
    ),
    ['?.system'],
  ],
  ['INST', join(op.mark, op.string("'id'"), op.inst('os', 'system'), op.stop), ['os.system']],
  [
    'OBJ',
    join(op.proto(1), op.mark, op.global('subprocess', 'Popen'), op.string("'id'"), op.obj, op.stop),
    ['subprocess.Popen'],
  ],
  [
    'NEWOBJ',
    join(op.proto(2), op.global('subprocess', 'Popen'), op.emptyTuple, op.newObj, op.stop),
    ['subprocess.Popen'],
  ],
  [
    'NEWOBJ_EX',
    join(op.proto(4), op.global('subprocess', 'Popen'), op.emptyTuple, op.emptyDict, op.newObjEx, op.stop),
    ['subprocess.Popen'],
  ],
  [
    'an attribute of an attribute',
    called(op.shortBinUnicode('torch'), op.shortBinUnicode('serialization.os.system'), op.stackGlobal),
    ['torch.serialization.os.system'],
  ],
  [
    'an attribute of a listed name',
    called(op.shortBinUnicode('collections'), op.shortBinUnicode('OrderedDict.fromkeys'), op.stackGlobal),
    ['collections.OrderedDict.fromkeys'],
  ],
  ['a broken tail behind the payload', join(op.proto(2), payload, [0xff, 0xff, 0xff]), ['os.system']],
  ['a torn tail behind the payload', join(op.proto(2), payload, [0x58, 0xff]), ['os.system']],
  ['imported and thrown away', join(op.proto(2), payload, op.pop, op.none, op.stop), ['os.system']],
  ['an extension code', join(op.proto(2), op.ext1(7), op.emptyTuple, op.reduce, op.stop), ['copyreg.extension_7']],
  [
    'a listed class changed by BUILD',
    join(op.proto(2), op.global('torch', 'Tensor'), op.none, op.emptyDict, op.tuple2, op.build, op.stop),
    ['torch.Tensor'],
  ],
  [
    'a name that may only lie there, called',
    called(op.global('pytorch_lightning.callbacks.model_checkpoint', 'ModelCheckpoint')),
    ['pytorch_lightning.callbacks.model_checkpoint.ModelCheckpoint'],
  ],
  [
    'a call through a tensor of another type',
    join(
      op.proto(2),
      op.global('torch._tensor', '_rebuild_from_type_v2'),
      op.mark,
      op.global('os', 'system'),
      op.global('torch', 'Tensor'),
      args,
      op.none,
      op.tuple,
      op.reduce,
      op.stop,
    ),
    ['os.system'],
  ],
  ['a pickle in a pickle', called(op.global('torch.storage', '_load_from_bytes')), ['torch.storage._load_from_bytes']],
  ['a list-on name of another module', called(op.global('evil', 'OrderedDict')), ['evil.OrderedDict']],
  ['two pickles, the second hostile', concat([writePickle(dict({ a: 1 })), hostilePickle]), ['os.system']],
  ['an old checkpoint with one more pickle', concat([legacyCheckpoint(benign), hostilePickle]), ['os.system']],
  ['an old checkpoint with a hostile system pickle', afterSystem(), ['os.system']],
  ['a zip', inZip(hostilePickle), ['os.system']],
  ['a zip, deflated', inZip(hostilePickle, { deflate: true }), ['os.system']],
  ['a zip with wrong checksums', inZip(hostilePickle, { crc: 1 }), ['os.system']],
  ['a zip that says it is encrypted', inZip(hostilePickle, { flags: 0x809 }), ['os.system']],
  ['a zip with another name in the local header', inZip(hostilePickle, { localName: 'm/data/0' }), ['os.system']],
  ['a zip with capital letters', inZip(hostilePickle, { name: 'M/DATA.PKL' }), ['os.system']],
  ['a pickle beside data.pkl', member('model/extra.pkl', hostilePickle), ['os.system']],
  ['a pickle without an ending beside data.pkl', member('model/extra', hostilePickle), ['os.system']],
  ['a pickle called a storage up to a NUL', member('model/x.pkl\0/data/7', hostilePickle), ['os.system']],
  ['a second data.pkl', member('other/data.pkl', hostilePickle), ['os.system']],
  ['an opcode across the end of a frame', join(op.proto(4), op.frame(4), op.binUnicode('harmless'), op.stop), []],
  ['a frame in a frame', join(op.proto(4), op.frame(12), op.frame(2), op.none, op.stop, op.none), []],
  ['a frame that goes on behind the end', join(op.proto(4), op.frame(4), op.none, op.stop, op.none, op.stop), []],
  ['a frame after which the payload follows', join(op.proto(4), op.frame(1), op.none, payload, op.stop), ['os.system']],
  ['a zip in a zip', member('model/inner.pt', inZip(hostilePickle)), []],
  ['a zip as data.pkl', inZip(inZip(hostilePickle)), []],
  ['a zip packed in an unknown way', inZip(hostilePickle, { method: 99 }), []],
  ['a pickle with a zip behind it', concat([writePickle(dict({ a: 1 })), inZip(hostilePickle)]), []],
  [
    'a zip in the comment of a zip',
    concat([
      zipCheckpoint(benign).slice(0, -2),
      Uint8Array.from(le(inZip(hostilePickle).length, 2)),
      inZip(hostilePickle),
    ]),
    [],
  ],
  ['a pickle called .safetensors', hostilePickle, ['os.system'], 'model.safetensors'],
  ['a pickle that looks like safetensors', polyglot(), ['os.system'], 'model.safetensors'],
  ['a pickle that looks like safetensors, for torch', polyglot(), ['os.system'], 'model.ckpt'],
  ['a pickle that looks like safetensors, without PROTO', bareHeader(), ['os.system'], 'model.bin'],
  ['a pickle that looks like GGUF', looksLikeGguf(), ['os.system'], 'model.pth'],
  ['a pickle that looks like a video', looksLikeVideo(), ['os.system'], 'model.pkl'],
  ['a zip that looks like safetensors', zipWithHeader(), ['os.system'], 'model.pt'],
  ['a 7z archive', join([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4], new Array<number>(600).fill(0)), []],
  ['a tar archive', tar(), []],
  ['a numpy archive', writeZip([{ name: 'a.npy', bytes: npy }]), []],
]
const hostile = streams.map(([what, bytes, imports, name]): Case => [what, bytes, imports, name ?? 'model.pt'])

describe('hostile pickles are never plain weights', () => {
  test('there are thirty and more', () => expect(hostile.length).toBeGreaterThanOrEqual(30))

  test.each(hostile)('%s', (_, bytes, imports, name) => {
    const reading = describeBytes(bytes, name)
    expect(reading?.imports).toEqual(imports)
    expect(reading?.word).toBe(imports.length > 0 ? 'unknown imports' : 'unreadable')
  })

  test.each(hostile.filter(([, , imports, name]) => imports.length > 0 && !name.endsWith('.safetensors')))(
    '%s, as a model file',
    (_, bytes, imports, name) => {
      const facts = describeModel(countingSource(bytes, name), parts)
      expect(facts).toMatchObject({ format: 'pickle', pickle: { word: 'unknown imports', imports } })
    },
  )

  test('the sentence names what would be imported', () => {
    const { faults } = describeBytes(hostilePickle)!
    expect(faults).toEqual([
      {
        code: 'unknown_imports',
        severity: 'warns',
        says: 'Loading it would import os.system: code that weights do not need.',
      },
    ])
  })

  test('names of imports are fit for a terminal, sorted and counted', () => {
    const many = Array.from({ length: 1200 }, (_, index) => op.global('m', `n${index}\u001b[31m`))
    const { imports } = describeBytes(join(op.proto(2), ...many, op.stop))!
    expect(imports).toHaveLength(1000)
    expect(imports[0]).toBe('m.n0\ufffd[31m')
    expect([...imports].sort()).toEqual(imports)
  })
})
