import type { Evidence } from '@greenlight/shared/report'
import { type CoreNodeType, coreNodeType, coreVersions, isApiModule } from '../../facts/core-node-types.js'
import type { ImportFailure, Installed } from '../../installed.js'
import { isClaimedByComfyUi } from '../../resolve/claimed.js'
import { coreId } from '../../resolve/declared.js'
import type { NodeTypeReference } from '../../workflow/references.js'
import { compareVersions } from '../../compare-versions.js'
import { listOf } from '../words.js'
import { type CoreVersion, coreVersion } from './core-version.js'
import { type Facts, hasFlag, listedBy, objectInfo } from './facts.js'
import { type Judged, unexplained } from './judged.js'
import { undetermined } from './pack-causes.js'

const [older, newer] = coreVersions

/**
 * A node type of ComfyUI itself that no definition lists. Null when it is none: not in the table of core types, not
 * declared `comfy-core`, nor listed as ComfyUI's own by a catalogue while nothing else is declared. Never `missing`:
 * there is nothing to install.
 */
export function judgeCore(reference: NodeTypeReference, facts: Facts): Judged | null {
  const { installed, known } = facts
  const core = coreNodeType(reference.type)
  const here = coreVersion(installed)
  if (core !== null) return judgeKnownCore(reference.type, core, here, installed)
  const declared = reference.declared.find((one) => one.cnrId !== null || one.auxId !== null)
  if (declared?.cnrId === coreId) return judgeUntabled(reference.type, declared.ver, here, installed, 'workflow')
  if (declared === undefined && isClaimedByComfyUi(reference.type, known)) {
    return judgeUntabled(reference.type, null, here, installed, 'catalogue')
  }
  return null
}

function judgeKnownCore(type: string, core: CoreNodeType, here: CoreVersion | null, installed: Installed): Judged {
  const evidence = [tableSays(type, core), ...versionEvidence(here), ...absent(type, installed)]
  if (core.since === null) return gone(type, core, here, evidence)
  const since = here === null ? null : compareVersions(here.version, core.since)
  const failure = failureOf(core.module, installed)
  if (since !== null && since >= 0) {
    if (core.until !== null && atLeast(here, newer)) return gone(type, core, here, evidence)
    if (core.until === null) return shouldBeHere(core, installed, failure, evidence)
  }
  if (installed.definitions === null)
    return surelyOlder(core, here) ? tooOld(core, here, evidence) : cannotTell(evidence)
  return core.until === null ? tooOld(core, here, evidence) : gone(type, core, here, evidence)
}

/** This version has it, but it is not listed: switched off, failed, or, without any list, taken as there. */
function shouldBeHere(
  core: CoreNodeType,
  installed: Installed,
  failure: ImportFailure | null,
  evidence: Evidence[],
): Judged {
  if (isApiModule(core.module) && hasFlag(installed, '--disable-api-nodes')) {
    return {
      ...unexplained,
      state: 'disabled',
      evidence: [...evidence, { from: 'live', says: 'ComfyUI was started with --disable-api-nodes.' }],
      cause: {
        key: 'core:api-nodes-off',
        kind: 'node-type-disabled',
        subject: 'API nodes',
        fix: null,
        message: ({ wanting }) => `ComfyUI runs with its API nodes switched off: ${listOf(wanting)}.`,
        next: () => 'Start ComfyUI without --disable-api-nodes.',
      },
    }
  }
  if (installed.definitions === null && failure === null) {
    return { ...unexplained, state: 'registered', evidence, cause: null }
  }
  const why: Evidence[] = failure === null ? [] : [{ from: 'log', says: `${failure.module}: ${failure.reason}` }]
  return {
    ...unexplained,
    state: 'import-failed',
    evidence: [...evidence, ...why],
    cause: {
      key: `core:not-loaded:${core.module}`,
      kind: 'node-type-import-failed',
      subject: core.module,
      fix: null,
      message: ({ wanting }) =>
        `ComfyUI should have ${listOf(wanting)}, but its module ${core.module} did not load here.`,
      next: () => `Look for ${core.module} in what ComfyUI prints when it starts; often a Python package is absent.`,
    },
  }
}

function tooOld(core: CoreNodeType, here: CoreVersion | null, evidence: Evidence[]): Judged {
  const now = here === null ? 'the version here is not known' : `here is ${here.version}`
  return {
    ...unexplained,
    state: 'core-too-old',
    evidence,
    cause: {
      key: `core:too-old:${core.since}`,
      kind: 'node-type-core-too-old',
      subject: 'ComfyUI',
      fix: 'update-comfyui',
      message: ({ wanting }) => `${listOf(wanting)} came with a newer ComfyUI: ${core.since} has it, ${now}.`,
      next: () => `Update ComfyUI to ${core.since} or later.`,
    },
  }
}

function gone(type: string, core: CoreNodeType, here: CoreVersion | null, evidence: Evidence[]): Judged {
  const last = core.until === null ? `went before ${older}` : `was last seen in ${core.until}`
  const instead =
    core.replacement === null ? [] : [{ from: 'core-table', says: `ComfyUI puts ${core.replacement} in its place.` }]
  return {
    ...unexplained,
    state: 'core-too-old',
    evidence: [...evidence, ...instead],
    cause: {
      key: `core:gone:${type}`,
      kind: 'node-type-core-too-old',
      subject: type,
      fix: null,
      message: () => `ComfyUI${here === null ? '' : ` ${here.version}`} no longer has ${type}: it ${last}.`,
      next: () =>
        core.replacement === null
          ? 'Put another node in its place; no node pack brings it back.'
          : `Put ${core.replacement} in its place: ComfyUI offers that when it opens the workflow.`,
    },
  }
}

/** Said to be ComfyUI's own, by the workflow or a catalogue, but in neither version of the table: newer, renamed or withdrawn. */
function judgeUntabled(
  type: string,
  ver: string | null,
  here: CoreVersion | null,
  installed: Installed,
  by: 'workflow' | 'catalogue',
): Judged {
  const says =
    by === 'workflow'
      ? `Its node says cnr_id "${coreId}"${ver === null ? '' : `, ComfyUI ${ver}`}.`
      : `The catalogue lists ${type} as ComfyUI's own.`
  const evidence = [{ from: by, says }, ...versionEvidence(here), ...absent(type, installed)]
  if (installed.definitions === null) return cannotTell(evidence)
  const saved = ver !== null && compareVersions(ver, '0.0.0') !== null ? ver : null
  return {
    ...unexplained,
    state: 'core-too-old',
    evidence,
    cause: {
      key: `core:unlisted:${saved ?? type}`,
      kind: 'node-type-core-too-old',
      subject: saved === null ? type : `ComfyUI ${saved}`,
      fix: null,
      message: ({ wanting }) =>
        `${listOf(wanting)} ${wanting.length === 1 ? 'belongs' : 'belong'} to ComfyUI${saved === null ? '' : ` ${saved}`}; the ComfyUI here${here === null ? '' : ` (${here.version})`} does not have ${wanting.length === 1 ? 'it' : 'them'}.`,
      next: () => `Update ComfyUI${saved === null ? '' : ` to ${saved} or later`}, then check again.`,
    },
  }
}

function cannotTell(evidence: Evidence[]): Judged {
  return { ...unexplained, state: 'undetermined', evidence, cause: undetermined() }
}

function tableSays(type: string, core: CoreNodeType): Evidence {
  if (core.since === null)
    return { from: 'core-table', says: `${type} was a node of ComfyUI (${core.module}) before ${older}.` }
  const until = core.until === null ? '' : `; ${newer} no longer has it`
  return { from: 'core-table', says: `${type} is a node of ComfyUI: ${core.since} has it in ${core.module}${until}.` }
}

function versionEvidence(here: CoreVersion | null): Evidence[] {
  if (here === null) return []
  if (here.said) return [{ from: 'disk', says: `ComfyUI here is ${here.version}.` }]
  return [objectInfo(`The list of node types looks like that of ComfyUI ${here.version}.`)]
}

function absent(type: string, installed: Installed): Evidence[] {
  return installed.definitions === null ? [] : [objectInfo(`${listedBy(installed)} does not list ${type}.`)]
}

function atLeast(here: CoreVersion | null, version: string): boolean {
  return here !== null && (compareVersions(here.version, version) ?? -1) >= 0
}

/** Without a list only the table speaks: between its two versions it cannot say when a type came. */
function surelyOlder(core: CoreNodeType, here: CoreVersion | null): boolean {
  return core.since === newer && here !== null && (compareVersions(here.version, older) ?? 1) <= 0
}

/** `comfy_extras.nodes_audio` fails as `nodes_audio.py`, `comfy_extras/nodes_audio` or under its full name. */
function failureOf(module: string, installed: Installed): ImportFailure | null {
  const wanted = module.slice(module.lastIndexOf('.') + 1)
  return installed.importFailures.find((failure) => lastPart(failure.module) === wanted) ?? null
}

function lastPart(module: string): string {
  const path = module.replaceAll('\\', '/').replace(/\.py$/, '')
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('.')) + 1)
}
