import type { NodePack } from '@greenlight/shared/node-packs'
import type { Candidate, Evidence } from '@greenlight/shared/report'
import type { ImportFailure, Installed } from '../../installed.js'
import { findPackOnDisk, plainFolder } from '../../resolve/pack-on-disk.js'
import type { PackAnswer } from '../../resolve/pack-answer.js'
import { packKey } from '../../resolve/pack-key.js'
import type { NodeTypeReference } from '../../workflow/references.js'
import { compareVersions } from '../../compare-versions.js'
import { compareText } from '../words.js'
import { cameAfterStart } from './came-after-start.js'
import { hasFlag, listedBy, objectInfo } from './facts.js'
import type { Judged } from './judged.js'
import * as tell from './pack-causes.js'
import { spelledAlike } from './spelled-alike.js'

/** A node type of some node pack that no definition lists. */
export function judgePackType(reference: NodeTypeReference, answer: PackAnswer, installed: Installed): Judged {
  const evidence = [
    ...answer.evidence,
    ...absence(reference.type, installed),
    ...spelledAlike(reference.type, installed.definitions),
  ]
  const judged = judge(reference, answer, evidence, installed)
  const replacement = installed.replacements.get(reference.type)
  return replacement === undefined ? judged : withReplacement(judged, reference.type, replacement)
}

function judge(
  reference: NodeTypeReference,
  answer: PackAnswer,
  evidence: readonly Evidence[],
  installed: Installed,
): Judged {
  const { pack, onDisk } = answer
  if (onDisk !== null) return judgeOnDisk(reference, answer, onDisk, evidence, installed)
  const failure = answer.pack === null ? null : failureOf(answer.pack, null, installed)
  if (pack !== null && failure !== null) {
    return {
      ...shown(answer),
      state: 'import-failed',
      evidence: [...evidence, failed(failure)],
      cause: tell.importFailed(pack.title, packKey(pack), failure.reason, 'repair-node-pack'),
    }
  }
  if (installed.definitions === null && !surelyAbsent(answer, installed)) {
    return { ...shown(answer), state: 'undetermined', evidence, cause: tell.undetermined() }
  }
  return {
    ...shown(answer),
    state: 'missing',
    evidence: [...evidence, ...notOnDisk(answer, installed)],
    cause: tell.missing(reference.type, answer),
  }
}

function judgeOnDisk(
  reference: NodeTypeReference,
  answer: PackAnswer,
  onDisk: NodePack,
  before: readonly Evidence[],
  installed: Installed,
): Judged {
  const { title } = onDisk
  const key = answer.pack === null ? `folder:${onDisk.folder}` : packKey(answer.pack)
  const version = onDisk.version ?? onDisk.commit?.slice(0, 8)
  const found: Evidence = {
    from: 'disk',
    says: `${title}${version === undefined ? '' : ` ${version}`} is installed, ${onDisk.state}.`,
    where: onDisk.path,
  }
  const evidence = [...before, found]
  if (onDisk.state === 'disabled')
    return { ...shown(answer), state: 'disabled', evidence, cause: tell.disabled(title, key) }
  const later = cameAfterStart(onDisk, installed)
  if (later !== null && !isSwitchedOff(onDisk, installed))
    return { ...shown(answer), state: 'needs-restart', evidence: [...evidence, later], cause: tell.needsRestart(title, key) }
  const failure = failureOf(answer.pack, onDisk, installed)
  if (failure !== null || onDisk.state !== 'enabled') {
    const reason = failure?.reason ?? onDisk.because ?? null
    const more = failure === null ? [] : [failed(failure)]
    return {
      ...shown(answer),
      state: 'import-failed',
      evidence: [...evidence, ...more],
      cause: tell.importFailed(title, key, reason, 'repair-node-pack'),
    }
  }
  if (isSwitchedOff(onDisk, installed)) {
    return { ...shown(answer), state: 'disabled', evidence, cause: tell.switchedOff() }
  }
  if (onDisk.nodeTypes?.includes(reference.type) === true && installed.definitions === null) {
    return { ...shown(answer), state: 'registered', evidence, cause: null }
  }
  if (installed.objectInfo !== 'live')
    return { ...shown(answer), state: 'undetermined', evidence, cause: tell.notSeenYet(title, key) }
  if (!registersSomething(onDisk, installed)) {
    return {
      ...shown(answer),
      state: 'import-failed',
      evidence,
      cause: tell.importFailed(title, key, null, 'repair-node-pack'),
    }
  }
  const other =
    answer.pack?.version !== undefined && version !== undefined && compareVersions(answer.pack.version, version) !== 0
  return {
    ...shown(answer),
    state: 'missing',
    evidence,
    cause: tell.notInThisVersion(title, key, version, other ? answer.pack?.version : undefined),
  }
}

/** By the command line, not by its folder. */
function isSwitchedOff(pack: NodePack, installed: Installed): boolean {
  return hasFlag(installed, '--disable-all-custom-nodes') && !installed.argv.includes(pack.folder)
}

function shown({ pack, candidates }: PackAnswer): Pick<Judged, 'pack' | 'candidates'> {
  return { pack, candidates }
}

function absence(type: string, installed: Installed): Evidence[] {
  return installed.definitions === null ? [] : [objectInfo(`${listedBy(installed)} does not list ${type}.`)]
}

function notOnDisk({ candidates }: PackAnswer, installed: Installed): Evidence[] {
  if (installed.root === null || candidates.length === 0) return []
  const titles = candidates.map((one) => one.title).sort(compareText)
  const says =
    titles.length === 1
      ? `${titles[0]} is not in custom_nodes.`
      : `None of these is in custom_nodes: ${titles.join(', ')}.`
  return [{ from: 'disk', says }]
}

/** Without a list of node types: somebody is known to provide it and is not here, or nobody is here at all. */
function surelyAbsent({ candidates }: PackAnswer, installed: Installed): boolean {
  if (installed.root === null) return false
  if (candidates.length === 0) return installed.nodePacks.every((pack) => pack.state === 'disabled')
  return candidates.every((one) => findPackOnDisk(installed.nodePacks, one) === null)
}

function registersSomething(pack: NodePack, installed: Installed): boolean {
  if (pack.nodeTypes !== undefined) return pack.nodeTypes.length > 0
  const wanted = plainFolder(pack.folder)
  for (const { module } of installed.definitions?.values() ?? []) {
    if (module.startsWith('custom_nodes.') && plainFolder(module.slice('custom_nodes.'.length)) === wanted) return true
  }
  return false
}

function failureOf(pack: Candidate | null, onDisk: NodePack | null, installed: Installed): ImportFailure | null {
  const names = new Set<string>()
  if (onDisk !== null) names.add(plainFolder(onDisk.folder))
  if (pack?.id != null) names.add(pack.id.toLowerCase())
  if (pack?.repository != null) names.add(plainFolder(pack.repository))
  return installed.importFailures.find((failure) => names.has(plainFolder(failure.folder ?? failure.module))) ?? null
}

function failed(failure: ImportFailure): Evidence {
  return {
    from: failure.from === 'log' ? 'log' : 'live',
    says: `${failure.module} could not be imported: ${failure.reason}`,
  }
}

function withReplacement(judged: Judged, type: string, replacement: string): Judged {
  const evidence: Evidence = {
    from: 'live',
    says: `This ComfyUI replaces ${type} by ${replacement}.`,
    where: '/node_replacements',
  }
  const { cause } = judged
  const next = `Put ${replacement} in its place: ComfyUI offers that when it opens the workflow.`
  return {
    ...judged,
    evidence: [...judged.evidence, evidence],
    cause: cause === null ? null : { ...cause, next: () => next },
  }
}
