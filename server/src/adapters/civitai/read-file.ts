import type { ProviderFile } from '../../core/ports.js'
import { fieldOf, hexOf, idOf, textOf } from '../../core/provider-fields.js'
import { plainName } from '../../core/provider-names.js'

/** One entry of a version's `files`. */
export interface VersionFile {
  readonly id: number | null
  /** The name under which it is fetched. */
  readonly name: string
  readonly type: string | null
  readonly format: string | null
  /** `full` or `pruned` */
  readonly size: string | null
  readonly fp: string | null
  readonly bytes: number | null
  readonly bytesExact: boolean
  readonly hashes: ProviderFile['hashes']
  readonly autov1: string | null
  readonly primary: boolean
  readonly dangerous: boolean
}

/** Null without a proper name: then nothing can be compared with it. */
export function readFile(value: unknown): VersionFile | null {
  const name = plainName(textOf(value, 'name'))
  if (name === null) return null
  const metadata = fieldOf(value, 'metadata')
  const hashes = fieldOf(value, 'hashes')
  return {
    id: idOf(value, 'id'),
    name,
    type: textOf(value, 'type'),
    format: textOf(metadata, 'format'),
    size: textOf(metadata, 'size'),
    fp: textOf(metadata, 'fp'),
    ...bytesOf(fieldOf(value, 'sizeKB')),
    hashes: readHashes(hashes),
    autov1: hexOf(fieldOf(hashes, 'AutoV1'), 8),
    primary: fieldOf(value, 'primary') === true,
    dangerous: [textOf(value, 'pickleScanResult'), textOf(value, 'virusScanResult')].includes('Danger'),
  }
}

/**
 * `sizeKB` is bytes / 1024 where it is raw, and rounded to two decimals in caches and documentation. Whole bytes with more than two
 * decimals cannot come from rounding; all else is taken as rounded.
 */
export function bytesOf(kilobytes: unknown): { bytes: number | null; bytesExact: boolean } {
  if (typeof kilobytes !== 'number' || !(kilobytes > 0) || kilobytes > 2 ** 40)
    return { bytes: null, bytesExact: false }
  const bytes = kilobytes * 1024
  return { bytes: Math.round(bytes), bytesExact: Number.isInteger(bytes) && Number(kilobytes.toFixed(2)) !== kilobytes }
}

/** Upper or lower case, any of them missing. AutoV2 is the first ten digits of the SHA-256; AutoV3 has twelve, or all of them. */
export function readHashes(hashes: unknown): ProviderFile['hashes'] {
  const sha256 = hexOf(fieldOf(hashes, 'SHA256', 'sha256'), 64)
  const blake3 = hexOf(fieldOf(hashes, 'BLAKE3', 'blake3'), 64)
  const autov2 = hexOf(fieldOf(hashes, 'AutoV2', 'AUTOV2', 'autov2'), 10)
  const autov3 = hexOf(fieldOf(hashes, 'AutoV3', 'AUTOV3', 'autov3'), 12, 64)
  const crc32 = hexOf(fieldOf(hashes, 'CRC32', 'crc32'), 8)
  return {
    ...(sha256 === null ? {} : { sha256 }),
    ...(blake3 === null ? {} : { blake3 }),
    ...(autov2 === null ? {} : { autov2 }),
    ...(autov3 === null ? {} : { autov3 }),
    ...(crc32 === null ? {} : { crc32 }),
  }
}
