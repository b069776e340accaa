import type { Problem } from '@greenlight/shared/problem'
import { type ModelWatch, watchModels } from '../../adapters/files/models/watch.js'
import type { ModelRoot } from '../../core/model-index.js'

/** Watches the roots of the last scan. Begun only after one: both at once would ask the disk for the same folders twice. */
export function createFollowing({ isOn, hint }: { readonly isOn: boolean; readonly hint: () => void }) {
  let followed: { readonly key: string; readonly watch: ModelWatch } | null = null
  let problems: readonly Problem[] = []
  let closed = false

  return {
    follow(roots: readonly ModelRoot[]): void {
      const key = JSON.stringify(roots.map(({ path }) => path))
      if (!isOn || closed || followed?.key === key) return
      void followed?.watch.close()
      problems = []
      const problem = (told: Problem) => (problems = [...problems, told])
      followed = { key, watch: watchModels(roots.map(({ path }) => path), { hint, problem }) }
    },
    problems: () => problems,
    async close(): Promise<void> {
      closed = true
      await followed?.watch.close()
    },
  }
}
