import type { Effect } from '@greenlight/shared/plan-effects'
import type { JournalLine } from '@greenlight/shared/plans'
import type { Begun } from '../../core/change/begun.js'
import type { MadeFile, WorkOptions } from '../../core/change-ports.js'
import { ProblemError } from '../../problems.js'
import type { EngineParts } from './engine.js'
import { receiptsOf, type Step } from './receipts.js'

/** What was measured of files while they were made, by their staging names. */
export interface Known {
  readonly made: ReadonlyMap<string, MadeFile>
}

export function lookAt(parts: EngineParts, effect: Effect): Promise<'after' | 'before' | 'between'> {
  return handsFor(parts, effect).look()
}

/** Who does, looks at and takes back an effect of this kind. */
function handsFor({ disk, packages, queue }: EngineParts, effect: Effect) {
  switch (effect.do) {
    case 'packages':
    case 'packages-back':
      return { look: () => packages.look(effect), carryOut: (options: WorkOptions) => packages.carryOut(effect, options), takeBack: (options: WorkOptions) => packages.takeBack(effect, options) }
    case 'queue-pack':
      return { look: () => queue.look(effect), carryOut: (options: WorkOptions) => queue.carryOut(effect, options), takeBack: (options: WorkOptions) => queue.takeBack(effect, options) }
    default:
      return { look: () => disk.look(effect), carryOut: (options: WorkOptions) => disk.carryOut(effect, options), takeBack: (options: WorkOptions) => disk.takeBack(effect, options) }
  }
}

/** Intent line, the effect, a look, done line. `compensates`: see receipts. Rejects with what the adapters say; then the intent stands alone. */
export async function carryEffect(parts: EngineParts, step: Step, known: Known, compensates: number | null, options: WorkOptions): Promise<void> {
  const receipts = receiptsOf(parts, step, compensates)
  await receipts.intent()
  await finishEffect(parts, step, known, compensates, options)
}

/** For an effect whose intent is written: does what is left of it and says that it is done. */
export async function finishEffect(parts: EngineParts, step: Step, known: Known, compensates: number | null, options: WorkOptions): Promise<void> {
  const { effect } = step
  await handsFor(parts, effect).carryOut(options)
  if ((await lookAt(parts, effect)) !== 'after') throw notSo(effect)
  await receiptsOf(parts, step, compensates).done(await leftBy(parts, step, known))
}

/** The way back of one effect, with its two lines. */
export async function takeEffectBack(parts: EngineParts, step: Step, begun: Begun, options: WorkOptions): Promise<void> {
  const { effect } = step
  const receipts = receiptsOf(parts, step, null)
  await receipts.backIntent(begun)
  await handsFor(parts, effect).takeBack(options)
  if (effect.do !== 'make-folder' && (await lookAt(parts, effect)) !== 'before') throw notSo(effect)
  await receipts.backDone(begun)
}

async function leftBy({ disk }: EngineParts, { action, effect }: Step, { made }: Known): Promise<Parameters<ReturnType<typeof receiptsOf>['done']>[0]> {
  const path = effect.do === 'move' ? effect.to : effect.do === 'link' || effect.do === 'queue-pack' ? effect.path : null
  if (path === null) return { left: null, outputs: [] }
  const left = await disk.stamp(path)
  if (left.is === 'file') return { left, outputs: [{ path, size: left.size, ...(await sha256Of()) }] }
  const whole = effect.do === 'queue-pack' || (effect.do === 'move' && effect.as !== 'trash')
  const files = left.is === 'folder' && whole ? await disk.files(path) : null
  return { left, outputs: files === null ? [{ path }] : files.map((one): JournalLine['outputs'][number] => ({ ...one })) }

  /** What was measured while it was made, else what the plan knows and the check will prove, else a full read. */
  async function sha256Of(): Promise<{ sha256?: string }> {
    if (effect.do !== 'move' || effect.as === 'trash') return {}
    const measured = made.get(effect.from)?.sha256 ?? action.checks.flatMap((check) => (check.check === 'file' && check.path === path && check.sha256 !== null ? [check.sha256] : []))[0]
    if (measured !== undefined) return { sha256: measured }
    if (effect.as !== 'place') return {}
    const [file] = (await disk.files(effect.to)) ?? []
    return file === undefined ? {} : { sha256: file.sha256 }
  }
}

function notSo(effect: Effect): ProblemError {
  const path = effect.do === 'move' ? effect.to : 'path' in effect ? effect.path : effect.python
  return new ProblemError('WRITE_REFUSED', { path, because: 'it is not as it should be after the change' })
}
