import type { ModelEntry } from '@greenlight/shared/report'
import type { Cause } from '../cause.js'
import { readRightEnding } from '../../model-files/sniff/promised-format.js'
import { countOf, listOf } from '../words.js'
import { baseName, differenceOf, foldName } from './fold-name.js'
import type { Found } from './found.js'
import { hostOf, offersOf } from '../../sources/trust.js'
import { missingModel } from './missing-model.js'
import { widgetOf } from './widget-of.js'

type Told = Pick<Cause, 'kind' | 'fix' | 'message' | 'next'> & { readonly severity?: Cause['severity'] }

/** What a model's state means for whoever wants to queue; null where it is there. One cause per model, however many nodes ask. */
export function modelCause(entry: ModelEntry, how: Found['how']): Cause | null {
  const told = tell(entry, how)
  if (told === null) return null
  return {
    severity: 'blocks',
    ...told,
    key: [
      told.kind,
      told.fix,
      entry.directory,
      foldName(entry.name),
      entry.candidates.map((one) => one.path).join('|'),
    ].join('\n'),
    subject: entry.name,
    wanting: entry.nodeType === null ? [] : [entry.nodeType],
    nodes: entry.node === null ? [] : [entry.node],
    evidence: [...entry.evidence, ...entry.candidates.flatMap((one) => one.evidence)],
  }
}

function tell(entry: ModelEntry, how: Found['how']): Told | null {
  switch (entry.state) {
    case 'present':
      return null
    case 'elsewhere':
      return elsewhere(entry, how)
    case 'misplaced':
      return misplaced(entry)
    case 'missing':
      return missing(entry)
    case 'uncertain':
      return uncertain(entry, how)
    case 'downloads-itself':
      return {
        kind: 'model-self-download',
        severity: 'informs',
        fix: null,
        message: ({ wanting }) => `${entry.name} is fetched by ${listOf(wanting)} when it runs first.`,
        next: () => 'Nothing to do; the first run takes longer and needs the network.',
      }
    case 'corrupt':
      return corrupt(entry)
  }
}

function elsewhere(entry: ModelEntry, how: Found['how']): Told {
  const [first] = entry.candidates
  const value = first?.widgetValue ?? first?.path ?? ''
  if (how === 'outside') return outside(entry, value)
  // Copies of one content are no open choice.
  const several = entry.candidates.length > 1 && how !== 'same-content'
  const here = listOf(entry.candidates.map((one) => one.widgetValue ?? one.path))
  if (how === 'same-content' || how === 'similar') return underOtherName(entry, value, how)
  const difference = how === 'spelling' ? differenceOf(entry.name, value) : ''
  const why =
    difference === ''
      ? `here as ${here}`
      : `here as ${here}: only ${difference} differs, and ComfyUI compares names exactly`
  const kind = 'model-elsewhere'
  const message = (): string => `${entry.name} is ${why}.`
  // No widget says a workflow-level entry, so there is nothing to edit and nothing that would fail.
  if (entry.node === null)
    return { kind, severity: 'warns', fix: null, message, next: () => `Use ${value} where the workflow loads it.` }
  if (several) return { kind, fix: 'choose-model', message, next: () => 'Choose which of these files to use.' }
  return { kind, fix: 'edit-widget', message, next: ({ nodes }) => `Set ${widgetOf(entry, nodes)} to ${value}.` }
}

function underOtherName(entry: ModelEntry, value: string, how: 'same-content' | 'similar'): Told {
  const says = how === 'same-content' ? `here as ${value}: the content is the same` : `probably here as ${value}`
  const told = { kind: 'model-elsewhere', message: () => `${entry.name} is ${says}.` } as const
  if (entry.node === null) return { ...told, severity: 'warns', fix: null, next: () => `Use ${value} where the workflow loads it.` }
  return { ...told, fix: 'edit-widget', next: ({ nodes }) => `Set ${widgetOf(entry, nodes)} to ${value}.` }
}

function outside(entry: ModelEntry, path: string): Told {
  return {
    kind: 'model-elsewhere',
    fix: entry.directory === null ? null : 'move-model',
    message: () => `${entry.name} is at ${path}, where ComfyUI does not look.`,
    next: () => `Move or link it to ${entry.directory ?? 'the folder its node reads'}${subFolder(entry.name)}.`,
  }
}

function corrupt(entry: ModelEntry): Told {
  const why = entry.evidence.find(({ from }) => from === 'header')?.says ?? ''
  const ending = readRightEnding(why)
  if (ending !== null) {
    // ComfyUI takes the reader by the ending, so the same bytes would fail again.
    const name = `${entry.name.replace(/\.[^./\\]*$/, '')}${ending}`
    return {
      kind: 'model-corrupt',
      fix: null,
      message: () => `${entry.name} is here under a wrong ending. ${why}`,
      next: ({ nodes }) => `Rename it to ${baseName(name)}${useOf(name, entry, nodes)}.`,
    }
  }
  const again = offersOf(entry.sources).find(({ from }) => from !== 'note')
  return {
    kind: 'model-corrupt',
    fix: again !== undefined && entry.directory !== null ? 'download-model' : null,
    message: () => `${entry.name} is here but damaged. ${why}`.trim(),
    next: () => (again === undefined ? 'Get the file again from where it came.' : `Download it again from ${hostOf(again.raw ?? again.url) ?? 'its source'}.`),
  }
}

/** ComfyUI's own loaders list no GGUF and no ONNX files (folder_paths.py, supported_pt_extensions). */
function useOf(name: string, entry: ModelEntry, nodes: readonly string[]): string {
  if (/\.(?:gguf|onnx)$/.test(name)) return `, and load it with a node that reads ${name.slice(-4).toUpperCase()} files`
  return entry.node === null ? '' : ` and set ${widgetOf(entry, nodes)} to ${name}`
}

function misplaced(entry: ModelEntry): Told {
  const from = entry.candidates[0]?.folder ?? 'another folder'
  return {
    kind: 'model-misplaced',
    fix: 'move-model',
    message: ({ wanting }) =>
      `${entry.name} lies in ${from}, where ${wanting.length === 0 ? 'its loader' : listOf(wanting)} does not look.`,
    next: () => `Move it to ${entry.directory}${subFolder(entry.name)}.`,
  }
}

/** ComfyUI says in its log that it ignores an embedding that is not there, and runs on. */
function missing(entry: ModelEntry): Told {
  const told = missingModel(entry)
  return entry.directory === 'embeddings' ? { ...told, severity: 'warns' } : told
}

function uncertain(entry: ModelEntry, how: Found['how']): Told {
  const kind = 'model-uncertain'
  if (entry.candidates.length === 0) {
    return {
      kind,
      fix: null,
      message: () => `Cannot tell whether ${entry.name} is here: there is no model folder and no list to look in.`,
      next: () => "Name ComfyUI's folder with --comfyui DIR, or start ComfyUI.",
    }
  }
  if (how === 'similar') return similar(entry)
  const places = entry.candidates.map((one) => one.path)
  return {
    kind,
    fix: 'choose-model',
    message: () =>
      `Cannot tell whether ${countOf(places.length, 'file')} found for ${entry.name} would do: ${listOf(places)}.`,
    next: () => 'Choose the file to use, or another model.',
  }
}

function similar(entry: ModelEntry): Told {
  const names = entry.candidates.map((one) => one.widgetValue ?? one.path)
  return {
    kind: 'model-uncertain',
    fix: 'choose-model',
    message: () => `${entry.name} is not here; ${countOf(names.length, 'file')} with a name like it: ${listOf(names)}.`,
    next: () => 'Choose one if it is the same model, or get the one asked for.',
  }
}

function subFolder(name: string): string {
  const path = name.replaceAll('\\', '/')
  return path.includes('/') ? `/${path.slice(0, path.length - baseName(path).length - 1)}` : ''
}
