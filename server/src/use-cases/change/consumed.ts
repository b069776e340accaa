import type { Room } from './room.js'

/** Whether the last word of the journal about an approval of the plan is that it was spent, and for this digest. */
export async function wasConsumed({ parts }: Room, plan: string, digest: string): Promise<boolean> {
  const lines = await parts.journal.read({ plan })
  const last = lines.findLast(({ action_type }) => ['plan.approve', 'plan.end', 'plan.stale', 'token.consume'].includes(action_type))
  return last?.action_type === 'token.consume' && last.inputs.digest === digest
}
