import { parse } from 'smol-toml'
import { type Archive, normaliseName } from '../../core/python-words.js'

/** Reads a `pylock.toml` (PEP 751) that was made for one interpreter: one wheel for each package. A package of any other shape is left out. */
export function readLock(text: string): readonly Archive[] {
  const packages = asRecord(parsed(text))?.packages
  return (Array.isArray(packages) ? packages : []).flatMap((one: unknown): Archive[] => {
    const entry = asRecord(one)
    const wheels: unknown[] = Array.isArray(entry?.wheels) ? entry.wheels : []
    const wheel = asRecord(wheels[0])
    if (typeof entry?.name !== 'string' || typeof entry.version !== 'string' || wheel === null || wheels.length !== 1) return []
    const sha256 = asRecord(wheel.hashes)?.sha256
    return [
      {
        name: normaliseName(entry.name),
        version: entry.version,
        sha256: typeof sha256 === 'string' && /^[0-9a-f]{64}$/i.test(sha256) ? `sha256:${sha256.toLowerCase()}` : null,
        bytes: typeof wheel.size === 'number' && Number.isSafeInteger(wheel.size) && wheel.size >= 0 ? wheel.size : null,
        host: typeof wheel.url === 'string' && URL.canParse(wheel.url) ? new URL(wheel.url).host : null,
      },
    ]
  })
}

function parsed(text: string): unknown {
  try {
    return parse(text)
  } catch {
    return null
  }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : null
}
