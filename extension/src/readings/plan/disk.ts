import type { Plan } from '@greenlight/shared/plans'

/** Bytes that a volume lacks for the plan; 0 where there is enough, or nobody knows. */
export function lacks({ need, free }: Plan['needs']['disk'][number]): number {
  return free === null ? 0 : Math.max(0, need - free)
}
