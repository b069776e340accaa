import type { ByteSource, TensorEntry } from '../../model-facts.js'
import type { DescribeParts, PickleReading } from '../parts.js'
import { formatBytes } from '../words.js'
import { nameTensors } from './name-tensors.js'
import { otherContainer } from './other-container.js'
import { readRaw } from './read-raw.js'
import { readZip } from './read-zip.js'
import { Trace } from './trace.js'
import type { Value } from './values.js'

/**
 * What a checkpoint written by Python is (`.ckpt`, `.pt`, `.pth`, `.bin`): a torch zip, the older stack of pickles, or any other
 * pickle; known by content, whatever its name. Opcodes are read and never executed. `plain weights`: every pickle in it was read
 * to its end and names only what weights need; it says nothing about the rest of the world. `unknown imports`: it names others.
 * `unreadable`: neither can be said, also of archives that are only recognised (tar, 7z, npy, npz). Null for a file that is no such
 * thing, after at most 64 KiB. Reads the directory and pickles only, at most 256 MiB; throws only what the source throws.
 */
export function describePickle(source: ByteSource, parts: DescribeParts): PickleReading | null {
  const trace = new Trace()
  const start = source.read(0, 512)
  const other = otherContainer(start)
  if (other !== null) {
    trace.unreadable = true
    trace.faults.warns(other.code, () => other.says)
    return conclude(trace, null)
  }
  if (start[0] === 0x50 && start[1] === 0x4b && (start[2] ?? 0) % 2 === 1 && start[3] === (start[2] ?? 0) + 1) {
    return conclude(trace, readZip(source, trace, parts))
  }
  const raw = readRaw(source, trace)
  return raw === null ? null : conclude(trace, raw.root)
}

function conclude(trace: Trace, root: Value | null): PickleReading {
  const { tensors, beside, besideBytes } = root === null ? none : nameTensors(root)
  if (beside > 0) {
    trace.faults.warns(
      'training_state',
      () =>
        `It also holds ${beside} tensors beside its state_dict (${formatBytes(besideBytes)}), which loaders pass by.`,
    )
  }
  const { imports } = trace
  if (imports.length > 0) {
    trace.faults.warns(
      'unknown_imports',
      () => `Loading it would import ${sayImports(imports)}: code that weights do not need.`,
    )
  }
  const faults = trace.faults.list()
  const corrupt = faults.some(({ severity }) => severity === 'blocks')
  return {
    faults,
    health: corrupt ? 'corrupt' : root === null ? 'unknown' : 'whole',
    word: imports.length > 0 ? 'unknown imports' : trace.unreadable ? 'unreadable' : 'plain weights',
    imports,
    tensors,
  }
}

const none: { tensors: readonly TensorEntry[]; beside: number; besideBytes: number } = {
  tensors: [],
  beside: 0,
  besideBytes: 0,
}

function sayImports(imports: readonly string[]): string {
  const first = imports.slice(0, 3).join(', ')
  return imports.length > 3 ? `${first} and ${imports.length - 3} more` : first
}
