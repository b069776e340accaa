import type { Effect } from '@greenlight/shared/plan-effects'
import type { PlanTier, PlanWarning, Tick, Want } from '@greenlight/shared/plans'
import type { Evidence } from '@greenlight/shared/report'
import { problem } from '../../../problems.js'
import { isPlainFormat, licenceTick, refuseAddress, refuseFormat, refuseSize } from '../../policy/apply-policy.js'
import { leadOf } from '../../policy/source-of-url.js'
import { compareText, countOf, listOf } from '../../readiness/words.js'
import type { DownloadFact } from '../plan-facts.js'
import { type Drafted, type Ground, missingFolders, refused, stampOf, stampsOfPlace, strictest, touchesOf, warningOf } from './draft.js'
import { partOf } from './staging.js'
import { bytesWord, thingWord, upper } from './words.js'

type DownloadWant = Extract<Want, { want: 'download-model' }>

/** Fetches a model under a staging name, checks every byte that can be checked, and gives it its name. */
export function draftDownload(want: DownloadWant, fact: DownloadFact, { facts, rules }: Ground): Drafted {
  const { name, directory, source, nodes } = want
  const { target, probe, aside, url } = fact
  const host = leadOf(url, facts)?.host ?? url
  const size = probe?.size ?? source.size ?? null
  const sha256 = source.sha256 ?? probe?.sha256 ?? null
  const licence = source.licence ?? probe?.licence
  const refusal =
    refuseFormat(name, rules) ?? refuseAddress(url, name, rules) ?? refuseSize(size, name, rules) ?? closed(want, fact, host) ?? disagreeing(want, fact, host) ?? taken(fact)
  if (refusal !== null) return refused({ ...refusal, subject: name })
  const plain = isPlainFormat(name, rules.policy)
  const part = partOf(target.path, facts.plan)
  const effects: Effect[] = [
    ...missingFolders(target),
    ...(aside === null ? [] : [{ do: 'move', from: aside.thing.path, to: aside.to.path, as: 'trash' } as const]),
    { do: 'move', from: part, to: target.path, as: 'place' },
  ]
  const ticks: Tick[] = [
    ...(sha256 === null ? [{ key: `unknown-content:${name}`, says: `Nobody says which content ${name} must have: whatever ${host} sends is taken and kept as first seen.` }] : []),
    ...(plain ? [] : [{ key: `pickle:${name}`, says: `${name} is of a format that can run code when it is loaded.` }]),
    ...licenceTick(licence ?? null, name, probe?.page ?? null, rules.policy),
  ]
  const tier: PlanTier = strictest([sha256 === null || !plain ? 'code' : 'data', aside === null ? 'data' : 'destructive'])
  const asked = nodes.length === 0 ? 'The workflow' : countOf(nodes.length, 'node')
  return {
    drafts: [
      {
        together: `file ${target.path}`,
        restart: null,
        disk: [{ volume: target.volume, free: target.free, need: size ?? 0 }, ...trashed(fact)],
        preconditions: [...stampsOfPlace(target), ...(aside === null ? [] : [stampOf(aside.to.path, { is: 'absent' })])],
        action: {
          kind: 'download-model',
          tier,
          title: `Download ${name} into ${directory}`,
          subject: name,
          touches: touchesOf(effects),
          before: [`${asked} ${nodes.length > 1 ? 'ask' : 'asks'} for ${name}, which is ${aside === null ? `not in ${directory}` : 'not whole'}.`],
          after: [
            `${target.path} is there${size === null ? '' : ` (${bytesWord(size)})`}, ${sha256 === null ? 'its content as it came' : 'every byte compared with its SHA-256'}.`,
            ...(aside === null ? [] : [`${upper(thingWord(aside.thing.stamp))} that is there now goes to the trash.`]),
          ],
          evidence: evidenceOf(want, fact, host, sha256),
          undo: aside === null ? 'The file goes to the trash.' : 'The file goes to the trash, and the one that was there comes back.',
          ...(size === null ? {} : { bytes: size }),
          hosts: [...new Set([host, ...(probe?.hosts ?? [])])].sort(compareText),
          ...(licence === undefined ? {} : { licence }),
          ticks,
          prepare: [{ prepare: 'download', url, part, size: probe?.size ?? null, sha256, blake3: null, directory, name }],
          effects,
          checks: [{ check: 'file', path: target.path, size: probe?.size ?? null, sha256, blake3: null }, { check: 'listed', directory, name }],
        },
      },
    ],
    warnings: [...(size === null ? [unknownSize(name, host)] : []), ...guarded(want, fact, host)],
  }
}

/** The host itself says that it would not give the file: told before anything begins, with the page that helps. */
function closed({ name, source }: DownloadWant, { probe, url }: DownloadFact, host: string): PlanWarning | null {
  const access = probe === null || probe.access === 'unknown' ? undefined : probe.access
  if (access === undefined || access === 'open') return null
  const why = { 'early-access': 'it is in early access', licence: 'its licence must be accepted first', login: 'it asks for a log-in', paid: 'it must be paid for', removed: 'it was removed' }[access]
  const page = probe?.page ?? (source.raw === undefined ? url : source.url)
  const hint = access === 'removed' ? 'Look for another source.' : `Open ${page}, set a token for the source where it needs one, and make the plan again.`
  return { code: 'ACCESS_NEEDED', message: `${host} does not give ${name} yet: ${why}.`, hint, subject: name }
}

/** A list says that it is not for everybody, and the host was not asked or does not say. */
function guarded({ name, source }: DownloadWant, { probe }: DownloadFact, host: string): PlanWarning[] {
  const { access } = source
  if (access === undefined || access === 'open' || (probe !== null && probe.access !== 'unknown')) return []
  return [{ code: 'ACCESS_NEEDED', message: `${host} may not give ${name} to everybody (${access}).`, hint: `Open ${source.url} first; a token for the source may be needed.`, subject: name }]
}

/** Who asks for a file and who has it must mean the same one. */
function disagreeing({ name, source }: DownloadWant, { probe }: DownloadFact, host: string): PlanWarning | null {
  if (source.sha256 === undefined || probe?.sha256 == null || source.sha256 === probe.sha256) return null
  return warningOf(problem('TRANSFER_MISMATCH', { host, because: `the host says that it has ${probe.sha256}, and ${source.sha256} is asked for` }), name)
}

function taken({ target, aside }: DownloadFact): PlanWarning | null {
  return target.stamp.is === 'absent' || aside?.thing.path === target.path ? null : warningOf(problem('TARGET_TAKEN', { path: target.path }), '')
}

function trashed({ aside }: DownloadFact) {
  return aside === null || aside.thing.volume === aside.to.volume ? [] : [{ volume: aside.to.volume, free: aside.to.free, need: aside.thing.bytes ?? 0 }]
}

function evidenceOf({ source, nodes }: DownloadWant, { probe, url }: DownloadFact, host: string, sha256: string | null): Evidence[] {
  const who = source.from === 'decision' ? 'You chose' : `${upper(source.from)} names`
  return [
    { from: source.from, says: `${who} ${source.url}.`, ...(source.url === url ? {} : { where: url }) },
    ...(probe === null ? [] : [{ from: host, says: `The host says: ${probe.size === null ? 'size unknown' : `${probe.size} bytes`}, ${probe.sha256 ?? 'hash unknown'}.` }]),
    ...(sha256 === null ? [] : [{ from: source.sha256 === undefined ? host : source.from, says: `Its content must be ${sha256}.` }]),
    ...(nodes.length === 0 ? [] : [{ from: 'workflow', says: `Asked for by node ${listOf(nodes)}.` }]),
  ]
}

function unknownSize(name: string, host: string): PlanWarning {
  return { code: 'SIZE_UNKNOWN', message: `${host} does not say how large ${name} is, so its space is not counted.`, hint: 'See that there is room; a full disk stops the download and keeps what came.', subject: name }
}
