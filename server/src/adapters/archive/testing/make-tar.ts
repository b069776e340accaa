/** One header and its contents; may lie about anything. */
export interface MadeMember {
  readonly name: string
  readonly data?: Buffer | string
  readonly type?: string
  readonly mode?: number
  readonly link?: string
  readonly size?: number
  readonly prefix?: string
  /** Written instead of the right one. */
  readonly checksum?: number
}

const block = 512

export function makeMember({
  name,
  data = '',
  type = '0',
  mode = 0o644,
  link = '',
  size,
  prefix = '',
  checksum,
}: MadeMember): Buffer {
  const bytes = Buffer.from(data)
  const header = Buffer.alloc(block)
  header.write(name, 0, 100, 'utf8')
  header.write(`${mode.toString(8).padStart(7, '0')}\0${'0000000\0'.repeat(2)}`, 100, 'latin1')
  header.write(
    `${(size ?? bytes.length).toString(8).padStart(11, '0')}\0${'0'.repeat(11)}\0${' '.repeat(8)}${type}`,
    124,
    'latin1',
  )
  header.write(link, 157, 100, 'utf8')
  header.write('ustar\0' + '00', 257, 'latin1')
  header.write(prefix, 345, 155, 'utf8')
  const sum = checksum ?? header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return Buffer.concat([header, bytes, Buffer.alloc((block - (bytes.length % block)) % block)])
}

/** A whole tar with its end mark. */
export function makeTar(members: readonly (MadeMember | Buffer)[], end: Buffer = Buffer.alloc(2 * block)): Buffer {
  return Buffer.concat([...members.map((member) => (Buffer.isBuffer(member) ? member : makeMember(member))), end])
}

/** A pax header (`x`, or `g` for all that follow) with these records. */
export function pax(records: Readonly<Record<string, string>>, type: 'g' | 'x' = 'x'): Buffer {
  const lines = Object.entries(records).map(([key, value]) => {
    const rest = Buffer.byteLength(` ${key}=${value}\n`)
    const guess = rest + String(rest).length
    return `${rest + String(guess).length} ${key}=${value}\n`
  })
  return makeMember({ name: 'PaxHeader', type, data: lines.join('') })
}

/** GNU's header before a long name. */
export function longName(name: string): Buffer {
  return makeMember({ name: '././@LongLink', type: 'L', data: `${name}\0` })
}
