import { crc32, deflateSync } from 'node:zlib'

/** A small PNG that carries its workflow and its prompt as ComfyUI's SaveImage writes them. */
export function pictureWith(texts, size = 64) {
  const rows = Buffer.alloc(size * (size * 3 + 1))
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const sky = y < size * 0.6
      const sun = (x - size / 2) ** 2 + (y - size * 0.55) ** 2 < (size / 5) ** 2
      const colour = sky ? (sun ? [255, 214, 102] : [230 - y, 130 + y, 120 + y]) : [30, 70 + (y % 7) * 4, 110]
      rows.set(colour, y * (size * 3 + 1) + 1 + x * 3)
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    ...Object.entries(texts).map(([key, text]) => chunk('tEXt', Buffer.from(`${key}\0${text}`, 'latin1'))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(kind, body) {
  const typed = Buffer.concat([Buffer.from(kind, 'latin1'), body])
  const framed = Buffer.alloc(8)
  framed.writeUInt32BE(body.length, 0)
  framed.writeUInt32BE(crc32(typed), 4)
  return Buffer.concat([framed.subarray(0, 4), typed, framed.subarray(4)])
}
