import type { Choice } from '@greenlight/shared/plans'
import type { Finding, ModelEntry, ModelSource } from '@greenlight/shared/report'
import { missingModel } from '../../readiness/models/missing-model.js'
import { sourceKey } from '../../sources/trust.js'
import { isAbsolute } from '../paths.js'
import { givesFile, mostTrustedSources } from './pick-source.js'

export type ModelChoice = Extract<Choice, { about: 'model' }>

/** What answers one model reference. */
export type ModelAnswer =
  | { readonly do: 'nothing' }
  | { readonly do: 'download'; readonly source: ModelSource }
  | { readonly do: 'edit'; readonly to: string; readonly path: string }
  | { readonly do: 'file'; readonly by: 'adopt-model' | 'link-model' | 'move-model'; readonly from: string }
  | { readonly do: 'choose' }
  | { readonly do: 'ask-person'; readonly because: string; readonly next: string }

/** `finding`: what the report says of it; null for what stands in nobody's way. */
export function answerModel(entry: ModelEntry, finding: Finding | null, choice: ModelChoice | null): ModelAnswer {
  if (entry.state === 'present' || entry.state === 'downloads-itself') return { do: 'nothing' }
  if (choice !== null) return chosen(entry, choice)
  const fix = finding === null ? (entry.active ? undefined : inactiveFix(entry)) : finding.fix
  switch (fix) {
    case 'download-model':
      return download(entry)
    case 'edit-widget':
      return edit(entry)
    case 'move-model':
      return move(entry)
    case 'choose-model':
      return { do: 'choose' }
    default:
      if (finding === null) return entry.active ? { do: 'nothing' } : { do: 'ask-person', because: `Nothing that Greenlight can do brings ${entry.name}.`, next: 'Look at what the report says of it.' }
      return finding.severity === 'blocks' ? { do: 'ask-person', because: finding.message, next: finding.next } : { do: 'nothing' }
  }
}

function chosen(entry: ModelEntry, { use }: ModelChoice): ModelAnswer {
  if (use.how === 'download') {
    const asked: ModelSource = { url: use.url, from: 'decision' }
    const known = entry.sources.find((one) => one.url === use.url) ?? entry.sources.find((one) => sourceKey(one) === sourceKey(asked))
    const { doubt: _, ...source } = known ?? asked
    return fetchFrom(entry, source)
  }
  if (use.by !== 'widget') return entry.directory === null ? withoutFolder(entry) : { do: 'file', by: `${use.by}-model`, from: use.path }
  const value = entry.candidates.find(({ path }) => path === use.path)?.widgetValue
  if (value != null) return { do: 'edit', to: value, path: use.path }
  return { do: 'ask-person', because: `No widget can name ${use.path}: the loader of ${entry.name} does not read its folder.`, next: 'Move or link the file instead.' }
}

/** One place of the highest trust; of several none is taken. */
function download(entry: ModelEntry): ModelAnswer {
  const [source, ...others] = mostTrustedSources(entry.sources.filter(({ from }) => from !== 'note'))
  return source === undefined || others.length > 0 ? { do: 'choose' } : fetchFrom(entry, source)
}

function fetchFrom(entry: ModelEntry, source: ModelSource): ModelAnswer {
  if (entry.directory === null) return withoutFolder(entry)
  if (!givesFile(source)) return { do: 'ask-person', because: `${source.url} is a page, not the file ${entry.name} itself.`, next: 'Open it, and choose the address of the file.' }
  if (source.access === 'removed') return { do: 'ask-person', because: `${entry.name} was removed from where it was: ${source.url}.`, next: 'Look for another source.' }
  return { do: 'download', source }
}

function withoutFolder({ name }: ModelEntry): ModelAnswer {
  return { do: 'ask-person', because: `Nothing tells which model folder ${name} belongs into.`, next: 'Find out which folder its node reads, and put the file there.' }
}

/** Files of one content are one answer, which the report knows: it says `edit-widget` only then. */
function edit({ candidates, name }: ModelEntry): ModelAnswer {
  const value = candidates[0]?.widgetValue
  if (value == null) return { do: 'ask-person', because: `Nothing tells what the widget would have to say for ${name}.`, next: 'Choose the file in ComfyUI.' }
  return { do: 'edit', to: value, path: candidates[0]?.path ?? '' }
}

/** What lies in a folder that ComfyUI does not read belongs to somebody else: it is linked, so that it stays where it is. */
function move({ candidates, name, directory }: ModelEntry): ModelAnswer {
  const [only] = candidates
  if (only === undefined || !isAbsolute(only.path) || directory === null)
    return { do: 'ask-person', because: `Only ComfyUI's list knows ${name}; where the file lies is not known.`, next: "Name ComfyUI's folder with --comfyui DIR." }
  return { do: 'file', by: only.folder === null ? 'link-model' : 'move-model', from: only.path }
}

function inactiveFix(entry: ModelEntry): Finding['fix'] {
  if (entry.state === 'missing') return missingModel(entry).fix ?? undefined
  if (entry.candidates.length > 1 || entry.state === 'uncertain') return entry.candidates.length > 0 ? 'choose-model' : undefined
  if (entry.state === 'misplaced') return 'move-model'
  if (entry.state !== 'elsewhere' || entry.node === null) return undefined
  return entry.candidates[0]?.folder === null ? 'move-model' : 'edit-widget'
}
