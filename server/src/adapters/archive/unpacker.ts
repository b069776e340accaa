import type { Unpacker } from '../../core/pack-ports.js'
import { ProblemError } from '../../problems.js'
import { type ArchiveParts, extractArchive } from './extract-archive.js'

/** Archives of node packs; a refusal is PACK_ARCHIVE_REFUSED. */
export function createUnpacker(parts: ArchiveParts): Unpacker {
  return {
    async unpack(archive, to, pack, { signal, progress }) {
      const answer = await extractArchive(parts, { archive, to, signal, progress: (done) => progress?.(done, null) })
      if (!answer.ok) throw new ProblemError('PACK_ARCHIVE_REFUSED', { pack, because: answer.because })
    },
  }
}
