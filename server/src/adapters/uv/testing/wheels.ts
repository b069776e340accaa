import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** A tiny pure-Python distribution that a test makes. */
export interface Wheel {
  readonly name: string
  readonly version: string
  /** Files by path; default: one package of its name. */
  readonly files?: Readonly<Record<string, string>>
  readonly requires?: readonly string[]
  /** Console scripts by name: `module:function`. */
  readonly scripts?: Readonly<Record<string, string>>
}

export const fileNameOf = ({ name, version }: Wheel) => `${name.replaceAll('-', '_')}-${version}-py3-none-any.whl`

/** The bytes of a wheel; the same wheel gives the same bytes. */
export function makeWheel({ name, version, files, requires = [], scripts = {} }: Wheel): Uint8Array {
  const module = name.replaceAll('-', '_')
  const info = `${module}-${version}.dist-info`
  const points = Object.entries(scripts).map(([script, target]) => `${script} = ${target}\n`)
  const all = new Map(Object.entries(files ?? { [`${module}/__init__.py`]: `version = ${JSON.stringify(version)}\n` }))
  all.set(`${info}/METADATA`, `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n${requires.map((one) => `Requires-Dist: ${one}\n`).join('')}\nRequires-Dist: not-this\n`)
  all.set(`${info}/WHEEL`, 'Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n')
  if (points.length > 0) all.set(`${info}/entry_points.txt`, `[console_scripts]\n${points.join('')}`)
  const lines = [...all].map(([path, text]) => `${path},sha256=${createHash('sha256').update(text).digest('base64url')},${Buffer.byteLength(text)}\n`)
  all.set(`${info}/RECORD`, `${lines.join('')}${info}/RECORD,,\n`)
  return zip(all)
}

/** A zip of stored files. */
export function zip(files: ReadonlyMap<string, string>): Uint8Array {
  const [bodies, heads]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const [path, text] of files) {
    const [name, body] = [Buffer.from(path), Buffer.from(text)]
    const fixed = Buffer.alloc(26)
    fixed.writeUInt16LE(20, 0)
    fixed.writeUInt16LE(0x21, 8)
    fixed.writeUInt32LE(crc32(body), 10)
    fixed.writeUInt32LE(body.length, 14)
    fixed.writeUInt32LE(body.length, 18)
    fixed.writeUInt16LE(name.length, 22)
    bodies.push(Buffer.from('PK\x03\x04'), fixed, name, body)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    heads.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fixed, tail, name)
    at += 30 + name.length + body.length
  }
  const directory = Buffer.concat(heads)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(files.size, 8)
  end.writeUInt16LE(files.size, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, directory, end])
}
