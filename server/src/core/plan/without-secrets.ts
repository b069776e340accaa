import type { Preparation } from '@greenlight/shared/plan-effects'
import type { PlanAction } from '@greenlight/shared/plans'
import { isSecretParameter } from '../sources/web-address.js'
import type { UnsealedPlan } from './seal-plan.js'

/**
 * A plan is kept, printed and approved: users, passwords and tokens in addresses do not come into it, and no file is fetched with them.
 * Paths and widget values are left as they are.
 */
export function withoutSecrets(plan: UnsealedPlan): UnsealedPlan {
  return {
    ...plan,
    title: cleanText(plan.title),
    actions: plan.actions.map(cleanAction),
    warnings: plan.warnings.map((warning) => ({ ...warning, message: cleanText(warning.message), hint: cleanText(warning.hint) })),
  }
}

function cleanAction(action: PlanAction): PlanAction {
  return {
    ...action,
    before: action.before.map(cleanText),
    after: action.after.map(cleanText),
    evidence: action.evidence.map((one) => ({ ...one, says: cleanText(one.says), ...(one.where === undefined ? {} : { where: cleanText(one.where) }) })),
    ticks: action.ticks.map((tick) => ({ ...tick, says: cleanText(tick.says), ...(tick.page === undefined ? {} : { page: cleanText(tick.page) }) })),
    prepare: action.prepare.map((one): Preparation => (one.prepare === 'download' ? { ...one, url: cleanText(one.url) } : one)),
  }
}

function cleanText(text: string): string {
  return text.includes('://') ? text.replace(/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>]+/gi, cleanAddress) : text
}

/** What is not secret keeps its spelling. */
function cleanAddress(address: string): string {
  const bare = address.replace(/^([^:]+:\/\/)[^/?#]*@/, '$1')
  const [, before = bare, query, fragment = ''] = /^([^?#]*)\?([^#]*)(#.*)?$/.exec(bare) ?? []
  if (query === undefined) return bare
  const kept = query.split('&').filter((part) => !isSecretParameter(nameOf(part)))
  return `${before}${kept.length === 0 ? '' : `?${kept.join('&')}`}${fragment}`
}

function nameOf(part: string): string {
  const name = part.split('=', 1)[0] ?? ''
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
