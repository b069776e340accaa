import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipMember {
  readonly name: string
  readonly bytes: Buffer
  readonly stored?: boolean
  /** What the directory says of it, where that is not the truth. */
  readonly says?: { readonly size?: number; readonly crc?: number; readonly flags?: number; readonly method?: number }
}

/** A zip archive as common programs write it; every entry is of 2026-01-02 03:04:06. */
export function writeZip(members: readonly ZipMember[], comment = ''): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, bytes, stored = false, says = {} } of members) {
    const packed = stored ? bytes : deflateRawSync(bytes)
    const path = Buffer.from(name)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(says.flags ?? 0x0800, 2)
    head.writeUInt16LE(says.method ?? (stored ? 0 : 8), 4)
    head.writeUInt16LE((3 << 11) | (4 << 5) | 3, 6)
    head.writeUInt16LE((46 << 9) | (1 << 5) | 2, 8)
    head.writeUInt32LE(says.crc ?? crc32(bytes), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(says.size ?? bytes.length, 18)
    head.writeUInt16LE(path.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), head, path, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), head, tail, path]))
    bodies.push(local)
    at += local.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(members.length, 4)
  end.writeUInt16LE(members.length, 6)
  end.writeUInt32LE(index.length, 8)
  end.writeUInt32LE(at, 12)
  end.writeUInt16LE(Buffer.byteLength(comment), 16)
  return Buffer.concat([...bodies, index, Buffer.from('PK\u0005\u0006'), end, Buffer.from(comment)])
}
