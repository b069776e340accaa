import type { ModelSource } from '@greenlight/shared/report'
import { digestFor } from '../../model-hashes.js'
import type { HashAsked } from '../../model-index.js'
import type { ProviderFile } from '../../ports.js'
import { hashesAsked } from '../../readiness/models/hashes-asked.js'
import { type Agreement, agree } from '../agree.js'
import type { ProviderHash, WantedModel } from './search.js'

/** The validators: what a provider answers counts for nothing until its name, kind, folder, size and hash are looked at here. */

/** Hashes by which the workflow and companion files mean the model, the strongest first. */
export function hashesOf({
  reference,
  claims,
}: Pick<WantedModel, 'claims' | 'reference'>): (HashAsked & { type: ProviderHash })[] {
  const companions = claims.flatMap(({ source: { from, sha256 } }) =>
    from === 'companion' && sha256 !== undefined
      ? [{ type: 'sha256' as const, value: sha256.slice('sha256:'.length) }]
      : [],
  )
  const all = [...hashesAsked(reference.embedded), ...companions].flatMap((asked) =>
    isProviderHash(asked) ? [asked] : [],
  )
  const distinct = new Map(all.map((asked) => [`${asked.type}:${asked.value}`, asked]))
  return [...distinct.values()].sort(
    (a, b) => order.indexOf(a.type) - order.indexOf(b.type) || (a.value < b.value ? -1 : 1),
  )
}

const order: readonly ProviderHash[] = ['sha256', 'blake3', 'autov2', 'autov3']

function isProviderHash(asked: HashAsked): asked is HashAsked & { type: ProviderHash } {
  return order.some((type) => type === asked.type)
}

/** Whether the file's content is the one asked for; `unknown` where no hash of the same kind is on both sides. */
export function compareContent(asked: readonly HashAsked[], { hashes }: ProviderFile): 'other' | 'same' | 'unknown' {
  const answers = asked.flatMap((hash) => {
    const own =
      hash.type === 'autov2' && hashes.autov2 !== undefined
        ? hashes.autov2
        : hash.type === 'autov3'
          ? (hashes.autov3 ?? null)
          : digestFor(hash, hashes)
    return own == null ? [] : [own.toLowerCase() === hash.value]
  })
  if (answers.includes(true)) return 'same'
  return answers.length > 0 ? 'other' : 'unknown'
}

/** `called`: the name under which the one who led here offers it. */
export function agreeWithFile(
  { reference }: Pick<WantedModel, 'reference'>,
  file: ProviderFile,
  called: string | null,
): Agreement {
  return agree(reference, {
    name: file.name,
    called,
    directory: null,
    kindFolder: file.directory,
    format: null,
    noModel: null,
  })
}

/** Listed sizes are rounded to two or three digits; more than this apart, in parts of the larger one, is another file. */
const mostApart = 0.06

export function isOtherSize(listed: number | undefined, { size }: ProviderFile): boolean {
  return listed !== undefined && size !== null && Math.abs(listed - size) > mostApart * Math.max(listed, size)
}

/** A provider's file as a source of the report. */
export function sourceOf(file: ProviderFile): ModelSource {
  const { sha256 } = file.hashes
  return {
    url: file.url,
    from: file.provider,
    ...(sha256 !== undefined && /^[0-9a-f]{64}$/.test(sha256) ? { sha256: `sha256:${sha256}` } : {}),
    ...(file.size === null ? {} : { size: file.size }),
    ...(file.licence === null ? {} : { licence: file.licence }),
    access: file.access,
  }
}
