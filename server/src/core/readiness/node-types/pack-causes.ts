import type { ActionKind } from '@greenlight/shared/plan'
import type { PackAnswer } from '../../resolve/pack-answer.js'
import { packKey } from '../../resolve/pack-key.js'
import { countOf, listOf } from '../words.js'
import type { TypeCause } from './judged.js'

export function disabled(title: string, key: string): TypeCause {
  return {
    key: `disabled:${key}`,
    kind: 'node-type-disabled',
    subject: title,
    fix: 'enable-node-pack',
    message: ({ wanting, nodes }) => `${title} is here but switched off; ${needs(nodes)}: ${listOf(wanting)}.`,
    next: () => `Enable ${title} and restart ComfyUI.`,
  }
}

export function switchedOff(): TypeCause {
  return {
    key: 'disabled:all-custom-nodes',
    kind: 'node-type-disabled',
    subject: 'custom nodes',
    fix: null,
    message: ({ wanting }) => `ComfyUI runs with all node packs switched off: ${listOf(wanting)}.`,
    next: () => 'Start ComfyUI without --disable-all-custom-nodes.',
  }
}

export function importFailed(title: string, key: string, reason: string | null, fix: ActionKind): TypeCause {
  return {
    key: `import-failed:${key}`,
    kind: 'node-type-import-failed',
    subject: title,
    fix,
    message: ({ wanting }) =>
      reason === null
        ? `${title} is installed but ComfyUI registers none of its nodes: ${listOf(wanting)}.`
        : `${title} is installed but did not load (${reason}): ${listOf(wanting)}.`,
    next: () =>
      reason === null
        ? `Restart ComfyUI; if nothing changes, repair ${title}.`
        : `Repair ${title}: its Python packages, or another version of it.`,
  }
}

/** The pack came, or was changed, after the running ComfyUI had started. */
export function needsRestart(title: string, key: string): TypeCause {
  return {
    key: `needs-restart:${key}`,
    kind: 'node-type-needs-restart',
    subject: title,
    fix: 'restart-comfyui',
    message: ({ wanting }) => `${title} is here and ComfyUI has not loaded it yet, as it started before: ${listOf(wanting)}.`,
    next: () => 'Restart ComfyUI.',
  }
}

export function notSeenYet(title: string, key: string): TypeCause {
  return {
    key: `undetermined:${key}`,
    kind: 'node-type-undetermined',
    subject: title,
    fix: null,
    message: ({ wanting }) =>
      `${title} is installed; cannot tell whether it registers ${listOf(wanting)}, as ComfyUI has not been asked since.`,
    next: () => "Start ComfyUI once with Greenlight's panel, or give a saved answer with --object-info FILE.",
  }
}

export function undetermined(): TypeCause {
  return {
    key: 'undetermined',
    kind: 'node-type-undetermined',
    subject: 'node definitions',
    fix: null,
    message: ({ wanting }) =>
      `Cannot tell whether ${listOf(wanting)} would run: ComfyUI's list of node types is not known.`,
    next: () => "Start ComfyUI once with Greenlight's panel, or give a saved answer with --object-info FILE.",
  }
}

export function notInThisVersion(
  title: string,
  key: string,
  here: string | undefined,
  saved: string | undefined,
): TypeCause {
  return {
    key: `other-version:${key}`,
    kind: 'node-type-missing',
    subject: title,
    fix: saved === undefined ? null : 'repair-node-pack',
    message: ({ wanting }) =>
      `${title}${here === undefined ? '' : ` ${here}`} is loaded but does not register ${listOf(wanting)}.`,
    next: () =>
      saved === undefined
        ? `Update ${title}, or look in ComfyUI's start log: a node whose inputs fail is left out.`
        : `Change ${title} to ${saved}, with which the workflow was saved.`,
  }
}

/** Not here: one pack to install, several to choose from, or nobody known. */
export function missing(type: string, { pack, open }: PackAnswer): TypeCause {
  if (pack !== null) {
    const canInstall = pack.id !== null || pack.repository !== null
    return {
      key: `missing:${packKey(pack)}`,
      kind: 'node-type-missing',
      subject: pack.title,
      fix: canInstall ? 'install-node-pack' : null,
      message: ({ wanting, nodes }) => `${pack.title} is not installed; ${needs(nodes)}: ${listOf(wanting)}.`,
      next: () =>
        canInstall ? `Install ${pack.title} and restart ComfyUI.` : `Find out where ${pack.title} is to be had.`,
    }
  }
  if (open.length > 0) {
    const titles = open.map((one) => one.title)
    return {
      key: `choose:${open.map(packKey).sort().join(' ')}`,
      kind: 'node-type-missing',
      subject: type,
      fix: 'choose-node-pack',
      message: ({ wanting }) =>
        `${listOf(wanting)} ${wanting.length === 1 ? 'is' : 'are'} not installed; ${countOf(titles.length, 'node pack')} may provide ${wanting.length === 1 ? 'it' : 'them'}: ${listOf(titles)}.`,
      next: () => 'Choose which node pack to install.',
    }
  }
  return {
    key: `unknown:${type}`,
    kind: 'node-type-missing',
    subject: type,
    fix: null,
    message: () => `${type} is not installed, and nothing here tells which node pack provides it.`,
    next: () =>
      `Search for "${type}" in the Comfy Registry or ask whoever made the workflow; an update of the catalogue may name it.`,
  }
}

function needs(nodes: readonly string[]): string {
  return nodes.length === 1 ? '1 node needs it' : `${nodes.length} nodes need it`
}
