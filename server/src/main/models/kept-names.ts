import type { ModelIndexReader } from '../../core/model-index.js'
import { type NameSearch, readNames } from '../../use-cases/answer-models/find-models.js'

const restMs = 5 * 60_000

/**
 * The names of the index, read once for many questions: until something changed, told by `forget` or seen in the counts, or
 * until nobody has asked for five minutes.
 */
export function keepNames(index: Pick<ModelIndexReader, 'counts' | 'names'>) {
  let kept: { readonly key: string; readonly search: Promise<NameSearch> } | null = null
  let resting: NodeJS.Timeout | null = null

  function forget(): void {
    if (resting !== null) clearTimeout(resting)
    ;[kept, resting] = [null, null]
  }

  return {
    async get(): Promise<NameSearch> {
      const { files, bytes } = await index.counts()
      const key = `${files} ${bytes}`
      if (kept?.key !== key) {
        const reading = { key, search: readNames(index) }
        kept = reading
        reading.search.catch(() => {
          if (kept === reading) forget()
        })
      }
      if (resting !== null) clearTimeout(resting)
      resting = setTimeout(forget, restMs).unref()
      return kept.search
    },
    forget,
  }
}
