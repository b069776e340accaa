import type { Forecast, PythonFacts } from '../../../core/change-ports.js'
import type { ForecastFact, PackFact, WantFact } from '../../../core/plan/plan-facts.js'
import { problem } from '../../../problems.js'
import type { GatherPorts } from './gather-ports.js'

export interface ForecastRequest {
  /** `wantKey` of each pack whose packages are asked about. */
  readonly asking: readonly string[]
  readonly answers: ReadonlyMap<string, WantFact>
  readonly ask: readonly string[]
}

/**
 * What the requirement lines of the packs would change, all of them together, as packs that are installed together must get along. Where
 * they do not, each by itself: one that cannot be had hides no other.
 */
export async function gatherForecasts(
  { forecaster }: Pick<GatherPorts, 'forecaster'>,
  { asking, answers, ask }: ForecastRequest,
  signal: AbortSignal,
): Promise<{ python: PythonFacts | null; forecasts: ForecastFact[] }> {
  const packs = asking.flatMap((key) => {
    const fact = answers.get(key)
    return fact?.of === 'pack' ? [{ key, fact }] : []
  })
  if (packs.length === 0) return { python: null, forecasts: [] }
  const python = await forecaster.python(signal)
  const forecastOf = (some: typeof packs): Promise<Forecast> =>
    python === null ? Promise.resolve({ ok: false, problem: problem('PYTHON_NOT_FOUND') }) : forecaster.forecast({ python, lines: some.flatMap(({ fact }) => linesOf(fact)), ask }, signal)
  const together = { of: packs.map(({ key }) => key), forecast: await forecastOf(packs) }
  if (together.forecast.ok || packs.length === 1) return { python, forecasts: [together] }
  const forecasts: ForecastFact[] = []
  for (const one of packs) forecasts.push({ of: [one.key], forecast: await forecastOf([one]) })
  return { python, forecasts }
}

function linesOf({ pack, requirements }: PackFact) {
  return requirements.lines.map(({ line }) => ({ line, whose: pack.title }))
}
