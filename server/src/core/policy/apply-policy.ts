import type { PlanWarning, Tick } from '@greenlight/shared/plans'
import { readLicenceWords } from '@greenlight/shared/licence-words'
import type { SourceName } from '@greenlight/shared/sources'
import { problem } from '../../problems.js'
import { hasModelExtension } from '../facts/model-folders.js'
import { endingOf } from '../model-place.js'
import { type Policy, type PolicyRule, policyRules } from '../policy-words.js'
import { type KnownHosts, leadOf } from './source-of-url.js'

/** A policy with what its refusals name. */
export interface PolicyGround extends KnownHosts {
  readonly policy: Policy
  /** Of `policy.yaml`. */
  readonly path: string
}

/** Whether the policy lets something come from an address; null: it does. */
export function refuseAddress(url: string, subject: string, ground: PolicyGround): PlanWarning | null {
  const { policy } = ground
  const lead = leadOf(url, ground)
  if (lead === null) return refusal(ground, 'hosts', subject, 'its address is no web address')
  const { host, spellings, allowed, source, never } = lead
  if (never !== null) {
    const hint = 'Neither the policy nor a mirror opens such an address; GREENLIGHT_ALLOW_HOSTS does, for one process.'
    return { ...refusal(ground, 'hosts', subject, `${host}: ${never}`), hint }
  }
  if (allowed || spellings.some((one) => policy.hosts.includes(one))) return null
  if (source === null) return refusal(ground, 'hosts', subject, `${host} is none of the sources and not among the hosts`)
  return refuseSource(source, subject, ground)
}

export function refuseSource(source: SourceName, subject: string, ground: PolicyGround): PlanWarning | null {
  if (ground.policy.allowedSources.includes(source)) return null
  return refusal(ground, 'allowedSources', subject, `${source} is not among the allowed sources`)
}

/** What is neither a plain format nor any model file is nothing that a model folder should get. */
export function refuseFormat(name: string, ground: PolicyGround): PlanWarning | null {
  if (isPlainFormat(name, ground.policy) || hasModelExtension(name)) return null
  const ending = endingOf(name)
  return refusal(ground, 'plainFormats', name, ending === '' ? 'its name has no ending' : `${ending} is no format of models`)
}

/** `bytes` null: not known, and then it is cut off at the limit while it comes. */
export function refuseSize(bytes: number | null, subject: string, ground: PolicyGround): PlanWarning | null {
  const { maxFileBytes } = ground.policy
  if (bytes === null || maxFileBytes === null || bytes <= maxFileBytes) return null
  return refusal(ground, 'maxFileBytes', subject, `it has ${bytes} bytes, and ${maxFileBytes} are the most for a file`)
}

/** `before`: bytes of everything that the plan fetches already. */
export function refuseTotal(before: number, bytes: number, subject: string, ground: PolicyGround): PlanWarning | null {
  const { maxTotalBytes } = ground.policy
  if (maxTotalBytes === null || before + bytes <= maxTotalBytes) return null
  return refusal(ground, 'maxTotalBytes', subject, `with it the plan fetches ${before + bytes} bytes, and ${maxTotalBytes} are the most`)
}

/** Another licence than those of the policy, or an unknown one, is agreed to by itself; it is never refused and never guessed. */
export function licenceTick(licence: string | null, subject: string, page: string | null, { licenceAllow }: Policy): Tick[] {
  const word = licence?.trim().toLowerCase() ?? ''
  if (licenceAllow.includes(word)) return []
  return [{ key: `licence:${subject}`, says: sayOfLicence(licence, subject), ...(page === null ? {} : { page }) }]
}

function sayOfLicence(licence: string | null, subject: string): string {
  const words = readLicenceWords(licence)
  if (words.is === 'unknown') return `Nobody says under which licence ${subject} is given.`
  if (words.is === 'own') return `${subject} is given under a licence of its own: read it first.`
  if (words.is === 'file') return `Which licence ${subject} is given under stands only in its file ${words.file}: read it first.`
  return `${subject} is given under the licence ${words.name}, which is not among those that your policy takes without asking.`
}

/** Whether reading such a file runs no code. */
export function isPlainFormat(name: string, { plainFormats }: Policy): boolean {
  return plainFormats.includes(endingOf(name.replaceAll('\\', '/')))
}

function refusal(ground: PolicyGround, key: keyof typeof policyRules, subject: string, because: string): PlanWarning {
  const rule: PolicyRule = policyRules[key]
  return { ...problem('POLICY_REFUSED', { what: subject, because, rule, path: ground.path }), rule, subject }
}
