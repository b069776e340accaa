import type { OpenChoice } from '@greenlight/shared/plans'
import type { SourceName } from '@greenlight/shared/sources'
import type { PlanBook, PolicyBook } from '../../core/change-ports.js'
import { freshRun } from '../../core/change/run.js'
import type { Installed } from '../../core/installed.js'
import { buildPlan, packsAsking } from '../../core/plan/build-plan.js'
import type { PlanFacts, WantFact } from '../../core/plan/plan-facts.js'
import { sealPlan } from '../../core/plan/seal-plan.js'
import { planDiffs } from '../../core/readings/plan-diffs.js'
import { planMarkdown } from '../../core/readings/plan-text.js'
import { copyWorkflow } from './copy-workflow.js'
import { gatherFacts } from './gather/gather-facts.js'
import { gatherForecasts } from './gather/gather-forecasts.js'
import type { GatherPorts } from './gather/gather-ports.js'
import type { PlanHouse } from './plan-house.js'
import { type Asked, readRequest } from './read-request.js'

export interface ProposeParts {
  /** The workflows of the request, judged, and what they were judged against. */
  readonly read: (request: Parameters<PlanHouse['propose']>[0], signal: AbortSignal) => Promise<{ readonly asked: readonly Asked[]; readonly installed: Installed }>
  readonly gather: () => Promise<GatherPorts>
  readonly policy: PolicyBook
  readonly plans: Pick<PlanBook, 'folder' | 'store'>
  /** Folders below which plans may change something, custom_nodes folders, and the folder of saved workflows. */
  readonly roots: () => Promise<{ readonly all: readonly string[]; readonly packs: readonly string[]; readonly saved: string | null }>
  /** Packs and saved workflows that use a pack or a Python distribution. */
  readonly users: (installed: Installed, signal: AbortSignal) => Promise<Pick<PlanFacts, 'packageUsers' | 'packUsers'>>
  readonly mirrors: () => Promise<ReadonlyMap<string, SourceName>>
  readonly allowedHosts: ReadonlySet<string>
  readonly sha256: (text: string) => string
  readonly newId: () => string
  readonly now: () => number
}

/** From a request to a plan that is kept: reads, asks what may be asked, changes nothing. Rejects with the signal's reason alone. */
export function createPropose(parts: ProposeParts): PlanHouse['propose'] {
  return async (request, { signal, progress }) => {
    const id = parts.newId()
    const { asked, installed } = await parts.read(request, signal)
    const { wants, open, warnings } = readRequest(asked, request, installed)
    const [ports, roots, policy, mirrors] = await Promise.all([parts.gather(), parts.roots(), parts.policy.read(), parts.mirrors()])
    const asking = { wants, plan: id, ask: request.ask ?? [], packRoots: roots.packs }
    const answers = await gatherFacts(ports, asking, { signal, progress })
    const { copy, warnings: missed } = await copyWorkflow(asked, wants, { look: ports.look, roots: roots.all, savedFolder: roots.saved, sha256: parts.sha256 })
    const touchesPacks = wants.some(({ want }) => want.endsWith('node-pack'))
    const users = touchesPacks ? await parts.users(installed, signal) : { packageUsers: new Map(), packUsers: new Map() }
    const queued = policy.policy.installWith === 'manager' && wants.some(({ want }) => want === 'install-node-pack')
    const [first] = asked
    const known: PlanFacts = {
      plan: id,
      workflow: first === undefined || asked.length > 1 ? null : { path: first.report.workflow.path, digest: first.report.workflow.digest },
      installation: installed.root,
      roots: roots.all,
      keep: await parts.plans.folder(id, 'keep'),
      now: parts.now(),
      policy,
      answers,
      ...(copy === null ? {} : { copy }),
      python: null,
      forecasts: [],
      ...users,
      nodeCounts: new Map(asked.flatMap(({ report }) => report.nodeTypes.map(({ type, count }) => [type, count] as const))),
      allowedHosts: parts.allowedHosts,
      mirrors,
      ...(queued ? { queueAnswers: await ports.queueAnswers(signal) } : {}),
      warnings: [...warnings, ...missed, ...policy.problems],
    }
    const { python, forecasts } = await gatherForecasts(ports, { asking: packsAsking(wants, known, policy.policy), answers, ask: asking.ask }, signal)
    const facts = { ...known, forecasts, python: python === null ? null : { ...python, ...(await ports.look.free(python.python)) } }
    const plan = sealPlan(buildPlan(wants, facts, policy.policy), id, parts.sha256)
    const text = planMarkdown(plan)
    await parts.plans.store({ plan, run: freshRun(plan), createdAt: new Date(parts.now()).toISOString() }, { plan: text, files: new Map(), diffs: planDiffs(plan) })
    return { plan, open: [...open, ...conflictsIn(answers)], text }
  }
}

function conflictsIn(answers: ReadonlyMap<string, WantFact>): OpenChoice[] {
  return [...answers.values()].flatMap((fact) => (fact.of === 'problem' && fact.open !== undefined ? [fact.open] : []))
}
