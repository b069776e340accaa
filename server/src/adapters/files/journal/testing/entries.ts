import type { JournalEntry } from '../../../../core/change-ports.js'

/** An entry like those of a change; `note` may be anything. */
export function entry(note: string, plan: string | null = null): JournalEntry {
  return {
    actor: 'cli',
    action_type: 'model.add',
    plan_id: plan,
    inputs: { note },
    outputs: [{ path: `/models/Größe 模型/${note.slice(0, 20)}.safetensors`, size: 12 }],
    pre_exists: false,
    post_exists: true,
  }
}
