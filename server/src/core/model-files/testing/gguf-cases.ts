import { buildGguf, gguf, type GgufToBuild } from './build-gguf.js'

export interface GgufCase {
  readonly name: string
  readonly bytes: () => Uint8Array
  readonly fault: string | null
  readonly health: 'corrupt' | 'unknown' | 'whole'
}

const tensor = (name: string, offset: number | bigint, shape: readonly (number | bigint)[] = [8], type = 0) => ({
  name,
  shape,
  type,
  offset,
})
const architecture = ['general.architecture', gguf.string, 'flux'] as const
const two: GgufToBuild = { metadata: [architecture], tensors: [tensor('a', 0), tensor('b', 32)], weights: 64 }
const ok = (name: string, file: GgufToBuild): GgufCase => ({
  name,
  bytes: () => buildGguf(file),
  fault: null,
  health: 'whole',
})
const bad = (name: string, fault: string, file: GgufToBuild): GgufCase => ({
  name,
  bytes: () => buildGguf(file),
  fault,
  health: 'corrupt',
})
const odd = (name: string, fault: string, file: GgufToBuild): GgufCase => ({
  name,
  bytes: () => buildGguf(file),
  fault,
  health: 'whole',
})
const one = (entry: ReturnType<typeof tensor>, weights = 64): GgufToBuild => ({ tensors: [entry], weights })
const withKey = (key: string, type: number, value: unknown): GgufToBuild => ({
  ...two,
  metadata: [architecture, [key, type, value]],
})
/** A u64 length and nothing behind it. */
const lying = (length: bigint) => new Uint8Array(new BigUint64Array([length]).buffer)

export const ggufCases: readonly GgufCase[] = [
  ok('version 3', two),
  ok('version 2', { ...two, version: 2 }),
  { ...bad('version 1', 'old_version', { ...two, version: 1 }), health: 'whole' },
  odd('the other byte order', 'big_endian', { ...two, bigEndian: true }),
  { ...odd('a version of the future', 'unsupported_version', { ...two, version: 9 }), health: 'unknown' },
  {
    ...bad('a magic turned around', 'bad_magic', two),
    bytes: () =>
      new Uint8Array(
        [...'FUGG']
          .map((letter) => letter.charCodeAt(0))
          .concat([...buildGguf({ ...two, bigEndian: true }).subarray(4)]),
      ),
  },
  bad('more tensors than bytes', 'lying_count', { ...two, tensorCount: 2n ** 60n }),
  bad('more keys than bytes', 'lying_count', { ...two, keyCount: 2n ** 63n }),
  bad('a text longer than the file', 'lying_count', withKey('general.name', gguf.string, lying(2n ** 62n))),
  bad(
    'an array longer than the file',
    'lying_count',
    withKey('tokens', gguf.array, new Uint8Array([4, 0, 0, 0, ...lying(2n ** 61n)])),
  ),
  bad(
    'an array of texts longer than the file',
    'lying_count',
    withKey('tokens', gguf.array, new Uint8Array([8, 0, 0, 0, ...lying(2n ** 40n)])),
  ),
  bad('arrays in arrays', 'nested_array', withKey('tokens', gguf.array, [gguf.array, [gguf.u32, 1]])),
  bad('a value of an unknown type', 'bad_metadata', withKey('x', 77, 0)),
  bad('a value of a type below 0', 'bad_metadata', withKey('x', 0xffffffff, 0)),
  odd('a key twice', 'duplicate_key', { ...two, metadata: [architecture, architecture] }),
  bad('an alignment of 0', 'bad_alignment', withKey('general.alignment', gguf.u32, 0)),
  bad('an alignment of 24', 'bad_alignment', withKey('general.alignment', gguf.u32, 24)),
  bad('an alignment that is text', 'bad_alignment', withKey('general.alignment', gguf.string, '32')),
  ok('an alignment of 64', {
    metadata: [['general.alignment', gguf.u32, 64]],
    tensors: [tensor('a', 0), tensor('b', 64)],
    alignment: 64,
    weights: 96,
  }),
  bad('nine dimensions', 'too_many_dimensions', one(tensor('a', 0, [1, 1, 1, 1, 1, 1, 1, 1, 8]))),
  bad('a shape that overflows', 'overflow', one(tensor('a', 0, [2n ** 40n, 2n ** 40n]))),
  bad('a shape that overflows back to 0', 'overflow', one(tensor('a', 0, [2n ** 32n, 2n ** 32n, 0]))),
  bad('a size that the file does not have', 'truncated', one(tensor('a', 0, [1_000_000]))),
  bad('an offset beyond the file', 'truncated', one(tensor('a', 4096))),
  bad('an offset beyond every file', 'overflow', one(tensor('a', 2n ** 63n))),
  bad('rows that fill no blocks', 'size_mismatch', one(tensor('a', 0, [33], 2))),
  odd('a type of the future', 'unknown_type', one(tensor('a', 0, [8], 99), 32)),
  bad('a type below 0', 'unknown_type', one(tensor('a', 0, [8], 0xffffffff), 32)),
  bad('a tensor twice', 'duplicate_name', { ...two, tensors: [tensor('a', 0), tensor('a', 32)] }),
  bad('tensors on one span', 'overlap', { ...two, tensors: [tensor('a', 0), tensor('b', 0)] }),
  odd('bytes that belong to no tensor', 'hole', { ...two, tensors: [tensor('a', 0), tensor('b', 96)], weights: 128 }),
  odd('bytes after the last tensor', 'trailing_data', { ...two, weights: 4096 }),
  { ...bad('a cut header', 'truncated', two), bytes: () => buildGguf(two).subarray(0, 70) },
  { ...bad('a cut end', 'truncated', two), bytes: () => buildGguf(two).subarray(0, -1) },
  { ...bad('nothing but the magic', 'truncated', two), bytes: () => buildGguf(two).subarray(0, 4) },
]
