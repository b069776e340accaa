import type { InspectRequest } from '@greenlight/shared/workflow'
import { explainWorkflow } from '../core/explain/explain-workflow.js'
import { buildCheck } from '../core/readiness/build-check.js'
import type { Handlers } from '../http/handlers.js'
import type { ModelHandlers } from './models/model-handlers.js'
import type { DecisionHandlers } from './decisions/decision-handlers.js'
import type { FindSourcesHandlers } from './find-sources/find-sources-handlers.js'
import type { PlanHandlers } from './plans/plan-handlers.js'
import { createSnapshotFor } from './snapshot-for.js'
import type { SourceHandlers } from './sources/source-handlers.js'
import { ProblemError } from '../problems.js'
import { inspectBytes, type Inspected, type InspectPorts, inspectValue } from '../use-cases/inspect.js'
import type { createWorkflowList } from '../use-cases/list-workflows.js'
import type { InstallationWatch, Snapshot } from '../use-cases/watch-installation.js'

export interface HandlerParts {
  readonly ports: InspectPorts
  readonly watch: InstallationWatch
  readonly workflows: ReturnType<typeof createWorkflowList>
  /** Whether the demo is looked at: a panel inside a real ComfyUI must not be judged against it. */
  readonly isDemo: () => boolean
  readonly models: ModelHandlers
}

/** The endpoint table bound to use-cases: each handler is one question. */
export function createHandlers({ ports, watch, workflows, isDemo, models }: HandlerParts): Omit<Handlers, 'catalogue' | 'ready' | keyof DecisionHandlers | keyof FindSourcesHandlers | keyof PlanHandlers | keyof SourceHandlers> {
  const answer = ({ installed, digest }: Snapshot, inspected: Pick<Inspected, 'report'>) =>
    buildCheck(installed, digest, [inspected.report])

  const snapshotFor = createSnapshotFor({ watch, isDemo })

  return {
    ...models,
    async inspect({ body, tier }) {
      const snapshot = await snapshotFor(tier, body.fresh)
      return answer(snapshot, await inspect(ports, snapshot, body))
    },
    async explain({ body: { workflow, node, frontendOnly = [] }, tier }) {
      const { installed } = await snapshotFor(tier)
      const inspected = await inspectValue(ports, installed, { path: 'open graph', value: workflow, frontendOnly })
      if (inspected.workflow === null) throw new ProblemError('NOT_A_WORKFLOW')
      const explained = explainWorkflow(inspected.workflow, inspected.report, installed, node)
      if (explained === null) throw new ProblemError('NODE_NOT_FOUND', { node })
      return explained
    },
    async nodePacks() {
      const { installed } = await watch.get()
      return { schema: 'greenlight/node-packs@1', nodePacks: [...installed.nodePacks] }
    },
    async workflows() {
      const snapshot = await watch.get()
      return { schema: 'greenlight/workflows@1', root: snapshot.installed.root, workflows: await workflows.rows(snapshot) }
    },
    async savedWorkflow({ params }) {
      const saved = await workflows.read(params.id)
      if (saved === null) throw new ProblemError('WORKFLOW_NOT_FOUND')
      return saved
    },
    async workflowReport({ params }) {
      const snapshot = await watch.get()
      const report = await workflows.report(params.id, snapshot)
      if (report === null) throw new ProblemError('WORKFLOW_NOT_FOUND')
      return answer(snapshot, { report })
    },
  }
}

function inspect(ports: InspectPorts, { installed }: Snapshot, body: InspectRequest): Promise<Inspected> {
  const frontendOnly = body.frontendOnly ?? []
  if ('base64' in body) {
    const bytes = Buffer.from(body.base64, 'base64')
    return inspectBytes(ports, installed, { path: body.name, bytes, frontendOnly })
  }
  return inspectValue(ports, installed, { path: body.name ?? 'open graph', value: body.workflow, frontendOnly })
}
