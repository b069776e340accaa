/** What this window remembers of plans over a reload: which workflow each was made for, and whether its widgets were set. */
export interface PlanMemory {
  subjectOf: (plan: string) => string | null
  remember: (plan: string, subject: string) => void
  isSet: (plan: string) => boolean
  markSet: (plan: string) => void
}

interface Remembered {
  plan: string
  subject: string
  set: boolean
}

const key = 'greenlight-plans'
const most = 20

/** `store` may be closed to us; then it is remembered for as long as the page lives. */
export function createPlanMemory(store: () => Storage): PlanMemory {
  let all = read(store)

  function keep(entry: Remembered): void {
    all = [...all.filter(({ plan }) => plan !== entry.plan), entry].slice(-most)
    try {
      store().setItem(key, JSON.stringify(all))
    } catch {
      return
    }
  }

  const find = (plan: string): Remembered | undefined => all.find((entry) => entry.plan === plan)
  return {
    subjectOf: (plan) => find(plan)?.subject ?? null,
    remember: (plan, subject) => keep({ plan, subject, set: find(plan)?.set ?? false }),
    isSet: (plan) => find(plan)?.set ?? false,
    markSet: (plan) => keep({ plan, subject: find(plan)?.subject ?? '', set: true }),
  }
}

function read(store: () => Storage): Remembered[] {
  try {
    const kept: unknown = JSON.parse(store().getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isRemembered).slice(-most) : []
  } catch {
    return []
  }
}

function isRemembered(value: unknown): value is Remembered {
  if (typeof value !== 'object' || value === null) return false
  return 'plan' in value && typeof value.plan === 'string' && 'subject' in value && typeof value.subject === 'string' && 'set' in value && typeof value.set === 'boolean'
}
