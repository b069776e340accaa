import type { Effect } from '@greenlight/shared/plan-effects'
import type { PlanWarning, Want } from '@greenlight/shared/plans'
import { problem } from '../../../problems.js'
import { refuseAddress, refuseSource } from '../../policy/apply-policy.js'
import { compareText, listOf } from '../../readiness/words.js'
import type { AsideFact, PackFact } from '../plan-facts.js'
import { type Drafted, type Ground, missingFolders, refused, stampOf, stampsOfPlace, strictest, touchesOf, warningOf } from './draft.js'
import { codeOf, nodesOf, packEvidence, packTicks, titled, versionWord } from './pack-words.js'
import { queuedPack } from './queue-pack.js'
import { stagingOf } from './staging.js'
import { thingWord, upper } from './words.js'

const queueSays = 'ComfyUI-Manager fetches it once more and runs nothing of it; what it brings is kept only if every file is the one that was looked at.'

export type PackWant = Extract<Want, { want: 'install-node-pack' | 'update-node-pack' }>

/** A pack from the shelf takes its place below custom_nodes; what stands there goes aside first and is never lost. */
export function draftPack(want: PackWant, fact: PackFact, ground: Ground): Drafted {
  const { pack, target } = fact
  const { facts, rules } = ground
  const refusal = refuse(want, fact, ground)
  if (refusal !== null) return refused(refusal)
  const aside = keepsBoth(want) ? [] : fact.aside
  const staging = stagingOf(fact.root, facts.plan, pack.folder)
  const queued = queuedPack({ want, fact }, facts, rules.policy)
  const byQueue = queued !== null && typeof queued !== 'string'
  const effects: Effect[] = [
    ...missingFolders(target),
    ...aside.map(({ thing, to, as }): Effect => ({ do: 'move', from: thing.path, to: to.path, as })),
    byQueue ? queued : { do: 'move', from: staging, to: target.path, as: 'place' },
  ]
  const types = want.want === 'install-node-pack' ? want.types : fact.types
  const update = want.want === 'update-node-pack'
  const old = fact.standing?.pack
  const trashes = !update && aside.some(({ as, thing }) => as === 'trash' && thing.path === target.path)
  return {
    warnings: users(fact, update || trashes, ground),
    drafts: [
      {
        together: `pack ${target.path}`,
        restart: { registers: types, loses: [] },
        disk: [{ volume: target.volume, free: target.free, need: pack.bytes }, ...aside.flatMap(acrossVolumes)],
        preconditions: [...stampsOfPlace(target), ...aside.flatMap(({ thing, to }) => [stampOf(thing.path, thing.stamp), stampOf(to.path, { is: 'absent' })])],
        action: {
          kind: want.want,
          tier: strictest(['code', trashes ? 'destructive' : 'data']),
          title: update ? `Update ${pack.title} to ${versionWord(pack)}` : `Install ${titled(pack)}${byQueue ? " with ComfyUI-Manager's queue" : ''}`,
          subject: pack.title,
          touches: touchesOf(effects),
          before: [
            ...(types.length === 0 || update ? [] : [`${nodesOf(types, facts.nodeCounts)} of this pack cannot run: ${listOf(types)}.`]),
            ...(old === undefined ? [`${pack.title} is not installed.`] : [`${old.folder} stands there, ${versionWord(old)}, ${old.state}${old.changed === true ? ', with changes of your own' : ''}.`]),
          ],
          after: [
            `${target.path} holds ${titled(pack)}.`,
            ...aside.map(({ thing, to, as }) => (as === 'trash' ? `${upper(thingWord(thing.stamp))} ${thing.path} goes to the trash.` : `${thing.path} is kept as ${to.path}.`)),
            ...(types.length === 0 ? [] : [`After a restart ${nodesOf(types, facts.nodeCounts)} can run: ${listOf(types)}.`]),
          ],
          evidence: [...packEvidence(fact), ...(byQueue ? [{ from: 'policy', says: queueSays }] : [])],
          undo: aside.length === 0 ? 'The folder goes to the trash.' : 'The folder goes to the trash, and what stood there comes back.',
          cannotUndo: 'What its code did while ComfyUI ran with it.',
          // How large the archive is, ComfyUI-Manager does not tell; its files are larger.
          ...(byQueue ? { bytes: pack.bytes } : {}),
          hosts: byQueue ? [...pack.hosts].sort(compareText) : [],
          ...(pack.licence === null ? {} : { licence: pack.licence }),
          ticks: packTicks(fact, rules.policy, facts.now),
          ...(codeOf(fact).length === 0 ? {} : { code: codeOf(fact) }),
          prepare: byQueue ? [] : [{ prepare: 'unpack', shelf: pack.shelf, to: staging, marks: [...fact.marks].sort((a, b) => compareText(a.name, b.name)) }],
          effects,
          checks: [{ check: 'folder', path: target.path }],
        },
      },
    ],
  }
}

function refuse(want: PackWant, fact: PackFact, { rules }: Ground): PlanWarning | null {
  const { pack, code, requirements } = fact
  const bad = [...code, ...requirements.refused].find(({ kind }) => kind === 'known-bad')
  if (bad !== undefined) return { code: 'KNOWN_BAD', message: `${pack.title} is refused: ${bad.says}`, hint: 'It is known to have done harm; nothing of it is installed.', subject: pack.title }
  const policy = pack.from === 'registry' ? refuseSource('comfy-registry', pack.title, rules) : pack.repository === null ? null : refuseAddress(pack.repository, pack.title, rules)
  return policy ?? inTheWay(want, fact)
}

/** What stands under its name is never touched unless the person said how (DOCK-22), and a pack in development never goes to the trash. */
function inTheWay(want: PackWant, { pack, standing, target, aside }: PackFact): PlanWarning | null {
  const conflict = (because: string): PlanWarning => warningOf(problem('PACK_FOLDER_CONFLICT', { pack: pack.title, because }), pack.title)
  if (standing !== null && isSame(pack, standing.pack)) return told('ALREADY_THERE', `${titled(pack)} is installed already, as ${standing.pack.folder}.`, pack.title)
  if (want.want === 'install-node-pack' && want.conflict === 'use-existing' && standing !== null)
    return told('EXISTING_USED', `${standing.pack.folder} is used as it is; nothing of ${pack.title} is installed.`, pack.title)
  if (aside.some(({ thing, as }) => as === 'trash' && standing?.pack.source === 'development' && thing.path === standing.pack.path))
    return conflict(`${standing?.pack.folder ?? 'it'} is in development and is never replaced`)
  if (target.stamp.is === 'absent') return null
  if (keepsBoth(want)) return warningOf(problem('TARGET_TAKEN', { path: target.path }), pack.title)
  const makesRoom = aside.some(({ thing }) => thing.path === target.path)
  const meant = want.want === 'update-node-pack' || want.conflict === 'replace'
  if (meant && makesRoom) return null
  return conflict(standing === null ? `there is ${thingWord(target.stamp)} at ${target.path}` : `${standing.pack.folder} (${standing.conflict})`)
}

function isSame(pack: PackFact['pack'], there: NonNullable<PackFact['standing']>['pack']): boolean {
  if (there.state !== 'enabled' || there.changed === true) return false
  if (pack.commit !== null && there.commit !== null) return pack.commit === there.commit
  return pack.id !== null && pack.id === there.id && pack.version !== null && pack.version === there.version
}

function keepsBoth(want: PackWant): boolean {
  return want.want === 'install-node-pack' && want.conflict === 'keep-both'
}

function users({ standing, pack }: PackFact, touched: boolean, { facts }: Ground): PlanWarning[] {
  const using = standing === null ? [] : (facts.packUsers.get(standing.pack.folder) ?? [])
  if (!touched || using.length === 0) return []
  return [{ code: 'USES_CHANGED_PACK', message: `${listOf(using)} ${using.length === 1 ? 'uses' : 'use'} ${pack.title}, which changes.`, hint: 'Check them afterwards; undo brings the version of now back.', subject: pack.title }]
}

function acrossVolumes({ thing, to }: AsideFact) {
  return thing.volume === to.volume ? [] : [{ volume: to.volume, free: to.free, need: thing.bytes ?? 0 }]
}

function told(code: string, message: string, subject: string): PlanWarning {
  return { code, message, hint: 'Nothing to do.', subject }
}
