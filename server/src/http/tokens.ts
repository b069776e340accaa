import { createHash, timingSafeEqual } from 'node:crypto'

/** Fills that many bytes from a source fit for secrets: `node:crypto`'s `randomBytes`. */
export type RandomBytes = (length: number) => Uint8Array

/** 256 random bits as 43 characters of base64url. */
export function makeToken(randomBytes: RandomBytes): string {
  return Buffer.from(randomBytes(32)).toString('base64url')
}

export function digestSecret(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest()
}

/** Time does not depend on where two digests differ. */
export function sameDigest(one: Buffer, other: Buffer): boolean {
  return timingSafeEqual(one, other)
}

/** The token of an `Authorization: Bearer` header; null for any other scheme or spelling. */
export function readBearer(header: string | undefined): string | null {
  return /^bearer ([A-Za-z0-9_-]{43})$/i.exec(header ?? '')?.[1] ?? null
}
