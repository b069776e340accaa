import type { Preparation } from '@greenlight/shared/plan-effects'
import type { MadeFile, Preparer, WorkOptions } from '../../core/change-ports.js'

type Of<Kind extends Preparation['prepare']> = Extract<Preparation, { prepare: Kind }>
type Work<Kind extends Preparation['prepare']> = (preparation: Of<Kind>, options: WorkOptions & { readonly plan: string }) => Promise<MadeFile | null>

/** One maker for each kind of preparation. All may be begun again at any time. */
export interface PreparerParts {
  readonly download: Work<'download'>
  readonly copy: Work<'copy'>
  readonly unpack: Work<'unpack'>
  readonly write: Work<'write'>
  /** Gives up a part that was fetched, wholly or not. */
  readonly discardDownload: (part: string) => Promise<void>
  /** Removes what lies under a staging name. */
  readonly discardStaging: (path: string) => Promise<void>
}

export function createPreparer(parts: PreparerParts): Preparer {
  return {
    prepare(preparation, options) {
      switch (preparation.prepare) {
        case 'download':
          return parts.download(preparation, options)
        case 'copy':
          return parts.copy(preparation, options)
        case 'unpack':
          return parts.unpack(preparation, options)
        case 'write':
          return parts.write(preparation, options)
      }
    },
    discard: (preparation) => (preparation.prepare === 'download' ? parts.discardDownload(preparation.part) : parts.discardStaging(preparation.to)),
  }
}
