/** Pickle opcodes as bytes, by the names of CPython's pickletools. */

export type Bytes = readonly number[]

const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0))
const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)]
export const le = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, index) => Math.floor(value / 256 ** index) % 256)

export const op = {
  proto: (version: number) => [0x80, version],
  frame: (length: number) => [0x95, ...le(length, 8)],
  stop: [0x2e],
  mark: [0x28],
  pop: [0x30],
  popMark: [0x31],
  dup: [0x32],
  none: [0x4e],
  newTrue: [0x88],
  newFalse: [0x89],
  int: (value: number) => ascii(`I${value}\n`),
  long: (value: string) => ascii(`L${value}L\n`),
  binInt: (value: number) => [0x4a, ...le(value < 0 ? value + 2 ** 32 : value, 4)],
  binInt1: (value: number) => [0x4b, value],
  binInt2: (value: number) => [0x4d, ...le(value, 2)],
  long1: (bytes: Bytes) => [0x8a, bytes.length, ...bytes],
  binFloat: [0x47, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0],
  string: (quoted: string) => ascii(`S${quoted}\n`),
  unicode: (escaped: string) => ascii(`V${escaped}\n`),
  binString: (text: string) => [0x54, ...le(text.length, 4), ...ascii(text)],
  shortBinString: (text: string) => [0x55, text.length, ...ascii(text)],
  binUnicode: (text: string) => [0x58, ...le(utf8(text).length, 4), ...utf8(text)],
  shortBinUnicode: (text: string) => [0x8c, utf8(text).length, ...utf8(text)],
  binUnicode8: (text: string) => [0x8d, ...le(utf8(text).length, 8), ...utf8(text)],
  binBytes: (bytes: Bytes) => [0x42, ...le(bytes.length, 4), ...bytes],
  shortBinBytes: (bytes: Bytes) => [0x43, bytes.length, ...bytes],
  byteArray8: (bytes: Bytes) => [0x96, ...le(bytes.length, 8), ...bytes],
  nextBuffer: [0x97],
  emptyTuple: [0x29],
  tuple: [0x74],
  tuple1: [0x85],
  tuple2: [0x86],
  tuple3: [0x87],
  emptyList: [0x5d],
  list: [0x6c],
  append: [0x61],
  appends: [0x65],
  emptyDict: [0x7d],
  dict: [0x64],
  setItem: [0x73],
  setItems: [0x75],
  emptySet: [0x8f],
  addItems: [0x90],
  frozenSet: [0x91],
  put: (index: number) => ascii(`p${index}\n`),
  binPut: (index: number) => [0x71, index],
  longBinPut: (index: number) => [0x72, ...le(index, 4)],
  get: (index: number) => ascii(`g${index}\n`),
  binGet: (index: number) => [0x68, index],
  longBinGet: (index: number) => [0x6a, ...le(index, 4)],
  memoize: [0x94],
  global: (module: string, name: string) => [0x63, ...utf8(`${module}\n${name}\n`)],
  inst: (module: string, name: string) => [0x69, ...utf8(`${module}\n${name}\n`)],
  stackGlobal: [0x93],
  obj: [0x6f],
  reduce: [0x52],
  newObj: [0x81],
  newObjEx: [0x92],
  build: [0x62],
  ext1: (code: number) => [0x82, code],
  persId: (text: string) => ascii(`P${text}\n`),
  binPersId: [0x51],
}

export function join(...parts: readonly Bytes[]): Uint8Array {
  return Uint8Array.from(parts.flat())
}
