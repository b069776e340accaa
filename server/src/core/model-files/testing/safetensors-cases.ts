import { buildGguf } from './build-gguf.js'
import { buildSafetensors, headerOf, withHeader } from './build-safetensors.js'

export interface HostileCase {
  readonly name: string
  readonly bytes: () => Uint8Array
  /** The first fault; null where the file is accepted without one. */
  readonly fault: string | null
  readonly blocks: boolean
  /** Milliseconds that the description may take. */
  readonly within?: number
}

const f32 = (shape: readonly number[]) => ({ dtype: 'F32', shape })
const entry = (from: unknown, to: unknown, rest: object = {}) => ({
  dtype: 'F32',
  shape: [2],
  data_offsets: [from, to],
  ...rest,
})
const file = (tensors: object, weights: number) => () => withHeader(JSON.stringify(tensors), weights)
const named = (name: string) => () =>
  buildSafetensors(JSON.parse(`{${JSON.stringify(name)}:{"dtype":"F32","shape":[2]}}`))
const ok = (name: string, bytes: () => Uint8Array): HostileCase => ({ name, bytes, fault: null, blocks: false })
const bad = (name: string, fault: string, bytes: () => Uint8Array): HostileCase => ({
  name,
  bytes,
  fault,
  blocks: true,
})
const odd = (name: string, fault: string, bytes: () => Uint8Array): HostileCase => ({
  name,
  bytes,
  fault,
  blocks: false,
})

const whole = () => buildSafetensors({ a: f32([2]), b: f32([3]) })
const tenOnOneSpan = Object.fromEntries([...'0123456789'].map((name) => [`t${name}`, entry(0, 8)]))

/** The cases of the reference suite (huggingface/safetensors, safetensors/src/tensor.rs), in its order. */
export const referenceCases: readonly HostileCase[] = [
  bad('empty input', 'too_short', () => new Uint8Array()),
  bad('fewer than 8 bytes', 'too_short', () => new Uint8Array([1, 0, 0, 0, 0])),
  bad('a length that is huge', 'header_too_large', () => new Uint8Array([0x3c, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0x3c])),
  bad('a length beyond the file', 'truncated', () => withHeader('{}', 0, 50n)),
  bad('a header that is not UTF-8', 'bad_header', () => withHeader(new Uint8Array([0xff, 0xfe, 0xfd]))),
  bad('a header of one brace', 'bad_header', () => withHeader('{')),
  ok('white space after the object', () => withHeader(`${headerOf({ a: f32([2]) })}  \n \t`, 8)),
  odd('white space before the object', 'leading_space', () => withHeader(`\t ${headerOf({ a: f32([2]) })}`, 8)),
  bad('ten tensors on one span', 'overlap', file(tenOnOneSpan, 8)),
  bad('bytes after the weights', 'trailing_data', () => new Uint8Array([...whole(), ...new Uint8Array(100)])),
  bad('two bytes too few', 'truncated', () => whole().subarray(0, -2)),
  bad('a span that is not shape times type', 'size_mismatch', file({ a: entry(0, 12) }, 12)),
  bad('a shape whose product overflows', 'overflow', file({ a: entry(0, 8, { shape: [2 ** 62, 2 ** 62] }) }, 8)),
  bad('a shape that overflows with its type', 'overflow', () =>
    withHeader('{"a":{"dtype":"F32","shape":[18446744073709551614],"data_offsets":[0,8]}}', 8),
  ),
  ok('a scalar', () => buildSafetensors({ a: f32([]) })),
  ok('a tensor of no bytes', () => buildSafetensors({ a: f32([2, 0]), b: f32([1]) })),
  ok('no tensors', () => withHeader('{}')),
  ok('metadata only', () => withHeader('{"__metadata__":{"format":"pt"}}')),
  bad('a hole between tensors', 'hole', file({ a: entry(0, 8), b: entry(16, 24) }, 24)),
  bad('an end before the beginning', 'hole', file({ a: entry(8, 0) }, 8)),
  bad('weights that do not begin at 0', 'hole', file({ a: entry(8, 16) }, 16)),
]

/** Ours on top. */
export const ownCases: readonly HostileCase[] = [
  odd('a name twice, on one span', 'duplicate_name', () =>
    withHeader(
      '{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}',
      8,
    ),
  ),
  bad('a name twice, on two spans', 'hole', () =>
    withHeader(
      '{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}',
      16,
    ),
  ),
  ok('a tensor named __proto__', named('__proto__')),
  ok('a tensor named constructor', named('constructor')),
  ok('a name of controls, direction marks and HTML', named('\u001b[31m\u202e<img src=x onerror=alert(1)>')),
  ok('a metadata key __proto__', () =>
    withHeader('{"__metadata__":{"__proto__":"x"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}', 8),
  ),
  bad('metadata that is no text', 'bad_metadata', () => buildSafetensors({ a: f32([2]) }, { step: 5 })),
  bad('metadata that is a list', 'bad_metadata', () => withHeader('{"__metadata__":["pt"]}')),
  odd('50 MB of metadata', 'header_large', () => buildSafetensors({ a: f32([2]) }, { note: 'x'.repeat(50_000_000) })),
  ok('controls and HTML in metadata', () =>
    buildSafetensors({ a: f32([2]) }, { note: '\u001b]0;owned\u0007<script>' }),
  ),
  odd('an unknown type', 'unknown_type', file({ a: entry(0, 3, { dtype: 'F3_MADE_UP' }) }, 3)),
  bad('a type that is no text', 'bad_header', file({ a: entry(0, 8, { dtype: 5 }) }, 8)),
  bad('an offset below 0', 'bad_offsets', file({ a: entry(-8, 0) }, 8)),
  bad('an offset with a fraction', 'bad_offsets', file({ a: entry(0, 8.5) }, 8)),
  bad('an offset that is text', 'bad_offsets', file({ a: entry(0, '8') }, 8)),
  bad('three offsets', 'bad_offsets', file({ a: { dtype: 'F32', shape: [2], data_offsets: [0, 4, 8] } }, 8)),
  bad('an offset beyond 2^53', 'hole', () =>
    withHeader('{"a":{"dtype":"F32","shape":[2],"data_offsets":[9007199254740993,9007199254741001]}}', 8),
  ),
  bad('a shape below 0', 'bad_shape', file({ a: entry(0, 8, { shape: [-2] }) }, 8)),
  bad('an entry that is no object', 'bad_header', file({ a: 5 }, 0)),
  bad('brackets without end', 'bad_header', () => withHeader(`{"a":${'['.repeat(1_000_000)}`)),
  bad('half a byte', 'size_mismatch', file({ a: entry(0, 2, { dtype: 'F4', shape: [3] }) }, 2)),
  bad('a Git LFS pointer', 'git_lfs_pointer', () =>
    text(`version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 6938040682\n`),
  ),
  bad('a page to log in', 'html_page', () =>
    text('<!DOCTYPE html>\r\n<html><head><title>Sign in</title></head></html>'),
  ),
  bad('a gzip archive', 'archive_file', () => new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1])),
  bad('a GGUF file', 'wrong_ending', () => buildGguf({ metadata: [['general.architecture', 8, 'flux']] })),
  bad('a pickle', 'wrong_ending', () => new Uint8Array([0x80, 2, 0x7d, 0x71, 0, 0x2e])),
  { ...odd('1,000,000 tensors', 'header_large', makeMillion), within: 2000 },
]

function text(said: string): Uint8Array {
  return new TextEncoder().encode(said)
}

function makeMillion(): Uint8Array {
  let header = '{'
  for (let index = 0; index < 1_000_000; index++)
    header += `${index === 0 ? '' : ','}"layer.${index}":{"dtype":"U8","shape":[1],"data_offsets":[${index},${index + 1}]}`
  return withHeader(`${header}}`, 1_000_000)
}
