import type { PackageEffects, PackagesEffect } from '../../../core/change-ports.js'
import { ProblemError } from '../../../problems.js'
import { runUv, withoutTrace } from '../run-uv.js'
import { goBack, goForwardAgain, keepAfter } from './go-back.js'
import { goForward } from './go-forward.js'
import { type Keep, openKeep } from './keep.js'
import type { PackageEffectParts } from './parts.js'
import { allAs } from './side.js'
import { told } from './system.js'

/** Milliseconds to wait for a uv that outlived the one who started it. */
const patienceMs = 150_000

/**
 * Python packages of one interpreter as an effect: forth by uv from checked archives, back byte for byte out of the keep folder and without network.
 * Every step may be killed; `look` and a second try find their way by the keep folder's marks and the files themselves. UV_NOT_FOUND, UV_REFUSED,
 * SOURCE_OFF, SOURCE_UNREACHABLE, DISK_FULL, WRITE_REFUSED, PYTHON_NOT_FOUND, or the signal's reason.
 */
export function createPackageEffects(parts: PackageEffectParts): PackageEffects {
  const keepOf = (effect: PackagesEffect) => openKeep(effect.keep, parts.writeAtomically)
  return {
    async look(effect) {
      const keep = keepOf(effect)
      const [before, after] = effect.do === 'packages' ? (['before', 'after'] as const) : (['after', 'before'] as const)
      const stands = await keep.stands()
      if (stands === null || stands === 'before') return before
      if (stands === 'after') return after
      if (stands === 'returning') return 'between'
      await awaitOthers(parts, effect, true)
      return (await sameAsKept(keep)) ? before : 'between'
    },
    async carryOut(effect, options) {
      await coded(effect, async () => {
        const keep = keepOf(effect)
        if (effect.do === 'packages') await forth(parts, effect, keep, options.signal)
        else await back(parts, effect, keep, options.signal)
      })
    },
    async takeBack(effect, options) {
      await coded(effect, async () => {
        const keep = keepOf(effect)
        if (effect.do === 'packages') await back(parts, effect, keep, options.signal)
        else if (['before', 'going', 'returning'].includes((await keep.stands()) ?? '') && !(await goForwardAgain(parts, keep)))
          throw new ProblemError('WRITE_REFUSED', { path: effect.keep, because: 'what was there before was not kept' })
      })
    },
  }
}

async function forth(parts: PackageEffectParts, effect: PackagesEffect, keep: Keep, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  const stands = await keep.stands()
  if (stands === 'after') return
  await awaitOthers(parts, effect, stands === 'going')
  if (stands === 'going' || stands === 'returning') await goBack(parts, keep)
  const interpreter = await parts.probe(effect.python, signal)
  if (interpreter === null) throw new ProblemError('PYTHON_NOT_FOUND')
  if (stands === 'before' && (await sameAsKept(keep)) && (await goForwardAgain(parts, keep))) return
  await goForward(parts, effect, keep, interpreter, signal)
}

async function back(parts: PackageEffectParts, effect: PackagesEffect, keep: Keep, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  const stands = await keep.stands()
  if (stands === null || stands === 'before') return
  await awaitOthers(parts, effect, stands === 'going')
  if (stands === 'after') await keepAfter(parts, keep)
  await goBack(parts, keep)
}

/** Whether the environment is what was kept as before. */
async function sameAsKept(keep: Keep): Promise<boolean> {
  const manifest = await keep.manifest()
  return manifest !== null && (await allAs(manifest.before))
}

/** A uv that was started before a crash may still be at work: asking it for nothing waits for its lock on the environment. */
async function awaitOthers(parts: PackageEffectParts, effect: PackagesEffect, needed: boolean): Promise<void> {
  if (!needed) return
  const signal = AbortSignal.timeout(patienceMs)
  try {
    const interpreter = await parts.probe(effect.python, signal)
    if (interpreter === null) return
    const args = ['pip', 'uninstall', '--dry-run', '--python', effect.python, 'greenlight-waits-for-nobody']
    await withoutTrace(parts, interpreter.prefix, () => runUv(parts, { args, network: 'none', timeoutMs: patienceMs, signal }))
  } catch (error) {
    // Without uv nobody can be at work with it; and who does not let go in that time is told of by the files.
    if (!(error instanceof ProblemError) && !signal.aborted) throw error
  }
}

async function coded(effect: PackagesEffect, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    throw told(error, effect.keep)
  }
}
