import { compareWithSha256 } from './hash-one-read.mjs'

/** 0.75 times the speed is 1.33 times the time. */
export const name = 'BLAKE3 + SHA-256 in one read, x SHA-256'

export const run = () => compareWithSha256({ sha256: true }, 1.33)
