import type { Preparation } from '@greenlight/shared/plan-effects'
import type { Plan, PlanRun } from '@greenlight/shared/plans'
import type { EngineParts } from './engine.js'
import { createSlots, createTurns } from './turns.js'

/** A plan that is at work in this process. */
export interface LivePlan {
  readonly plan: Plan
  readonly actor: string
  readonly controller: AbortController
  run: PlanRun
  /** Resolves when the run has come to rest; never rejects. */
  ended: Promise<PlanRun>
}

/** What all parts of the engine share. */
export interface Room {
  readonly parts: EngineParts
  readonly live: Map<string, LivePlan>
  /** The disk is changed by one plan at a time. */
  readonly onDisk: <T>(act: () => Promise<T>) => Promise<T>
  readonly downloads: <T>(signal: AbortSignal, act: () => Promise<T>) => Promise<T>
  readonly works: <T>(signal: AbortSignal, act: () => Promise<T>) => Promise<T>
  readonly deadlineMs: (preparation: Preparation) => number
}

/** Why a live plan was told to stop. */
export class Cancelled extends Error {}
export class Closing extends Error {}

const hour = 3_600_000

export function createRoom(parts: EngineParts): Room {
  return {
    parts,
    live: new Map(),
    onDisk: createTurns(),
    downloads: createSlots(async () => (await parts.policy.read()).policy.maxConcurrentDownloads),
    works: createSlots(() => Promise.resolve(2)),
    deadlineMs: parts.deadlineMs ?? (({ prepare }) => (prepare === 'download' ? 24 * hour : hour)),
  }
}

/** A plan is told as done a moment before the last of it is tidied up: waits for that, but not for one that is at work. */
export async function restOf({ live }: Room, id: string): Promise<void> {
  const one = live.get(id)
  if (one !== undefined && one.run.state !== 'running') await one.ended
}

export function timeOf({ parts }: Room): string {
  return new Date(parts.now()).toISOString()
}
