import type { ByteSource } from '../../model-facts.js'
import { startsWith } from '../bytes.js'
import type { DescribeParts } from '../parts.js'
import { quote } from '../words.js'
import { checkStorages, checkLayout } from './check-storages.js'
import { openMember } from './open-member.js'
import { failed, readRaw } from './read-raw.js'
import { runPickle } from './run-pickle.js'
import type { Trace } from './trace.js'
import type { Value } from './values.js'
import { readZipDirectory, type ZipMember } from './zip-directory.js'

const maxScanned = 4096

/** Blocks of numbers, named by torch and TorchScript; they are never loaded as pickles. */
const storageName = /^[^\0]*\/(?:constants|data|tensors)\/\d+$/
const pickleName = /\.(?:bin|ckpt|dill|joblib|pickle|pkl|pt|pth)$/i

/**
 * Reads a checkpoint in torch's zip format: its directory and whatever in it may be a pickle, not the blocks of numbers. Answers
 * the object of `data.pkl`, null where there is none; all else is noted in `trace`.
 */
export function readZip(source: ByteSource, trace: Trace, parts: DescribeParts): Value | null {
  const directory = readZipDirectory(source)
  if (directory === null) {
    trace.unreadable = true
    trace.faults.blocks('truncated', () => 'Its zip directory is missing: the file was cut off.')
    return null
  }
  checkLayout(directory, source.size, trace)
  const others = directory.members.filter(({ name }) => !name.endsWith('/') && !storageName.test(name))
  if (others.length > 0 && others.every(({ name }) => name.toLowerCase().endsWith('.npy'))) return sayNumpy(trace)
  if (others.length > maxScanned) {
    trace.unreadable = true
    trace.faults.warns(
      'too_many_members',
      () => `It holds ${others.length} files besides tensors, of which ${maxScanned} were read.`,
    )
  }
  const main = others.find(({ name }) => /(?:^|\/)data\.pkl$/i.test(name))
  const root = main === undefined ? noPickle(trace) : readMain(source, main, trace, parts)
  if (main !== undefined) checkStorages(directory.members, main.name, trace)
  for (const member of others.slice(0, maxScanned)) if (member !== main) scanMember(source, member, trace, parts)
  return root
}

function readMain(source: ByteSource, member: ZipMember, trace: Trace, parts: DescribeParts): Value | null {
  const content = openMember(source, member, trace, parts)
  if (content === null) return null
  const run = runPickle(content, 0, trace)
  if (failed(run, trace)) return null
  if (run.end < content.size) scanRest(content, run.end, member, trace)
  return run.value
}

/** Members that nobody asks for are looked at all the same: what unpacks the archive may load them. */
function scanMember(source: ByteSource, member: ZipMember, trace: Trace, parts: DescribeParts): void {
  const content = openMember(source, member, trace, parts)
  if (content === null || content.size === 0) return
  if (isArchive(content.read(0, 4))) {
    trace.unreadable = true
    trace.faults.warns(
      'nested_archive',
      () => `It holds another archive, ${quote(member.name)}, that was not looked into.`,
    )
    return
  }
  if (readRaw(content, trace) === null && pickleName.test(member.name)) {
    trace.unreadable = true
    trace.faults.warns('member_unreadable', () => `${quote(member.name)} is called a pickle and is none.`)
  }
}

function scanRest(content: ByteSource, from: number, member: ZipMember, trace: Trace): void {
  const run = runPickle(content, from, trace)
  if (run.ended === 'whole' && run.end === content.size) return
  trace.unreadable = true
  trace.faults.warns('trailing_bytes', () => `Behind the pickle in ${quote(member.name)} something else follows.`)
}

function isArchive(bytes: Uint8Array): boolean {
  return (
    startsWith(bytes, [0x50, 0x4b, 3, 4]) ||
    startsWith(bytes, [0x37, 0x7a, 0xbc, 0xaf]) ||
    startsWith(bytes, [0x1f, 0x8b])
  )
}

function sayNumpy(trace: Trace): null {
  trace.unreadable = true
  trace.faults.warns('numpy_archive', () => 'It is an archive of numpy arrays (npz), which torch does not load.')
  return null
}

function noPickle(trace: Trace): null {
  trace.unreadable = true
  trace.faults.warns('no_pickle', () => 'It is a zip archive without a data.pkl, so torch does not load it.')
  return null
}
