import type { Preparation } from '@greenlight/shared/plan-effects'
import { sourceNames } from '@greenlight/shared/sources'
import type { MadeFile, Preparer, Transfers } from '../../core/change-ports.js'
import type { DescribeParts } from '../../core/model-files/parts.js'
import type { Policy } from '../../core/policy-words.js'
import type { ModelDisk } from '../../core/ports.js'
import { ProblemError } from '../../problems.js'
import { contradictionIn } from './check-header.js'

export type Download = Extract<Preparation, { prepare: 'download' }>

export interface DownloadParts {
  readonly transfers: Transfers
  readonly disk: Pick<ModelDisk, 'open'>
  readonly readers: DescribeParts
  readonly policy: () => Promise<Pick<Policy, 'maxFileBytes'>>
}

/** Of files of which neither plan nor policy tells a size. */
const mostBytes = 1024 ** 4

/** What `Preparer` does with a download. */
export interface DownloadPreparer {
  /** Size and hashes as they were measured while it came. */
  prepare(preparation: Download, options: Parameters<Preparer['prepare']>[1]): Promise<MadeFile>
  discard(preparation: Download): Promise<void>
}

/**
 * Fetches the file of one action under its staging name, proves size and hashes, and reads its header: what contradicts its name, its
 * ending or its model folder is refused and not kept. An approved plan names its hosts, so sources that are set to `ask` are meant.
 * Rejects with what `Transfers.fetch` and `ModelDisk.open` reject with, and TRANSFER_MISMATCH.
 */
export function createDownloadPreparer({ transfers, disk, readers, policy }: DownloadParts): DownloadPreparer {
  return {
    async prepare({ url, part, size, sha256, blake3, directory, name }, { signal, progress }) {
      const { maxFileBytes } = await policy()
      const maxBytes = size ?? maxFileBytes ?? mostBytes
      const came = await transfers.fetch(
        { url, part, size, sha256, blake3, maxBytes: Math.min(maxBytes, maxFileBytes ?? maxBytes), name, ask: sourceNames },
        { signal, progress: ({ done, total, rate, rest }) => progress?.(done, total, { rate, rest }) },
      )
      const because = readHeader(part, name, directory)
      if (because === null) return { size: came.size, sha256: came.sha256, blake3: came.blake3 }
      await transfers.discard(part)
      throw new ProblemError('TRANSFER_MISMATCH', { host: came.from, because })
    },
    discard: ({ part }) => transfers.discard(part),
  }

  function readHeader(part: string, name: string, directory: string | null): string | null {
    const { source, close } = disk.open(part)
    try {
      return contradictionIn({ name: lastOf(name), size: source.size, read: (offset, length) => source.read(offset, length) }, directory, readers)
    } finally {
      close()
    }
  }
}

function lastOf(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
}
