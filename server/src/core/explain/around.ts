import type { ExecutionId } from '@greenlight/shared/ids'
import type { WorkflowReport } from '@greenlight/shared/report'
import type { Installed } from '../installed.js'
import type { FlatNode } from '../workflow/model.js'
import type { Readers } from './links.js'

/** What one node is explained from, beside itself. */
export interface Around {
  readonly byId: ReadonlyMap<ExecutionId, FlatNode>
  readonly readers: Readers
  readonly report: WorkflowReport
  readonly installed: Installed
}
