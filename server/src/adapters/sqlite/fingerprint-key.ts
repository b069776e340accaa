/** The first 28 bits of `blake3:<hex>`; 0 for a text that is none. Equal keys say nothing until the texts were compared. */
export function fingerprintKey(fingerprint: string): number {
  const digits = /^blake3:([0-9a-f]{7})/.exec(fingerprint)?.[1]
  return digits === undefined ? 0 : Number.parseInt(digits, 16)
}
