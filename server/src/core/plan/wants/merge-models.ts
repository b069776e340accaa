import type { Want } from '@greenlight/shared/plans'
import type { ModelEntry, ModelSource } from '@greenlight/shared/report'
import { compareText } from '../../readiness/words.js'
import type { ModelAnswer } from './answer-model.js'
import { mostTrustedSources } from './pick-source.js'

export interface Answered {
  /** One for all that ask for one file. */
  readonly key: string
  readonly entry: ModelEntry
  readonly answer: Extract<ModelAnswer, { do: 'download' | 'edit' | 'file' }>
}

interface Merged {
  readonly wants: readonly Want[]
  /** Asked for from different places that nobody trusts more than each other. */
  readonly ties: readonly Answered[]
  /** Keys of the files that will be there, whoever asks. */
  readonly brought: ReadonlySet<string>
}

/**
 * One want per cause. `unserved`: entries that nothing answers by themselves; a file that is fetched for another one serves them too. `inUse`: files that the workflow loads from where they lie. A file that is wanted in two places, or is in use where
 * it lies, is linked instead of moved: moving it would break the other one.
 */
export function mergeWants(answered: readonly Answered[], unserved: readonly Pick<Answered, 'entry' | 'key'>[], inUse: ReadonlySet<string>): Merged {
  const ties: Answered[] = []
  const brought = new Set<string>()
  const downloads: Want[] = []
  const respelled: Answered[] = []
  for (const [key, same] of groupBy(answered.filter(isDownload), ({ key }) => key)) {
    const [source, ...others] = mostTrustedSources(same.map(({ answer }) => answer.source))
    const first = [...same].sort((a, b) => compareText(a.entry.name, b.entry.name))[0]
    if (source === undefined || others.length > 0 || first === undefined) {
      ties.push(...same)
      continue
    }
    brought.add(key)
    const all = [...same, ...unserved.filter((one) => one.key === key && one.entry.state === 'missing')]
    const { name } = first.entry
    downloads.push({ want: 'download-model', name, directory: first.entry.directory ?? '', source, nodes: nodesOf(all) })
    respelled.push(...all.flatMap(({ entry }) => respell(entry, name)))
  }
  const files = fileWants(answered.filter(isFile), inUse)
  for (const { key, answer } of answered) if (answer.do !== 'download') brought.add(key)
  return { wants: [...files, ...downloads.sort(compareWants), ...edits([...answered, ...respelled].filter(isEdit))], ties, brought }
}

/** ComfyUI compares names exactly. How its list will spell a sub-folder is seen only when the file is there. */
function respell(entry: ModelEntry, to: string): Answered[] {
  if (entry.name === to || /[\\/]/.test(entry.name + to)) return []
  return [{ key: '', entry, answer: { do: 'edit', to, path: '' } }]
}

function fileWants(answered: readonly (Answered & { answer: { do: 'file' } })[], inUse: ReadonlySet<string>): Want[] {
  const byFile = groupBy(answered, ({ answer }) => answer.from)
  return [...byFile].flatMap(([from, same]) => {
    const places = groupBy(same, ({ entry }) => `${entry.directory ?? ''}\n${entry.name}`)
    const shared = places.size > 1 || inUse.has(from)
    return [...places.values()].flatMap((all): Want[] => {
      const [first] = all
      if (first === undefined) return []
      const want = shared && first.answer.by === 'move-model' ? 'link-model' : first.answer.by
      return [{ want, from, directory: first.entry.directory ?? '', name: first.entry.name, nodes: nodesOf(all) }]
    })
  }).sort(compareWants)
}

function edits(answered: readonly (Answered & { answer: { do: 'edit' } })[]): Want[] {
  const byWidget = new Map<string, Want>()
  for (const { entry, answer } of answered) {
    const { node, nodeType, widget, name } = entry
    if (node !== null) byWidget.set(JSON.stringify([node, widget, name]), { want: 'edit-widget', edit: { node, nodeType, widget, from: name, to: answer.to } })
  }
  return [...byWidget].sort(([a], [b]) => compareText(a, b)).map(([, want]) => want)
}

function nodesOf(answered: readonly Pick<Answered, 'entry'>[]): string[] {
  return [...new Set(answered.flatMap(({ entry }) => (entry.node === null ? [] : [entry.node])))].sort(compareText)
}

function compareWants(a: Want, b: Want): number {
  return compareText(JSON.stringify(a), JSON.stringify(b))
}

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  return groups
}

type DownloadSource = { readonly do: 'download'; readonly source: ModelSource }

function isDownload(one: Answered): one is Answered & { answer: DownloadSource } {
  return one.answer.do === 'download'
}

function isFile(one: Answered): one is Answered & { answer: Extract<ModelAnswer, { do: 'file' }> } {
  return one.answer.do === 'file'
}

function isEdit(one: Answered): one is Answered & { answer: Extract<ModelAnswer, { do: 'edit' }> } {
  return one.answer.do === 'edit'
}
