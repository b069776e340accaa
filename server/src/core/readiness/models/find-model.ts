import type { Evidence, ModelCandidate, ModelEntry } from '@greenlight/shared/report'
import type { Installed } from '../../installed.js'
import { downloadsItself } from '../../facts/model-loaders.js'
import { saysItDownloads } from '../../facts/self-downloading.js'
import type { ModelReference } from '../../workflow/references.js'
import { comboOf } from '../combo.js'
import { baseName, differenceOf, foldName } from './fold-name.js'
import { distinctFiles, type IndexedFile, modelIndex, readsAlike } from './model-index.js'
import { isGenericName, namesAsked } from './names-asked.js'
import { separatorOf } from './separator.js'
import { specialVae } from './vae-names.js'

/** Where one model is. `how` refines the state for the words that tell it. */
export interface Found {
  readonly state: ModelEntry['state']
  readonly how:
    'exact' | 'spelling' | 'sub-folder' | 'other-folder' | 'not-listed' | 'nowhere' | 'nothing-to-look-in' | 'downloads'
  readonly file: ModelEntry['file']
  readonly candidates: readonly ModelCandidate[]
  readonly evidence: readonly Evidence[]
}

/**
 * Looks one model up by name. ComfyUI compares names exactly, so only the exact spelling is `present`; a name that differs
 * in separator, letter case or Unicode form, or stands in another sub-folder, is `elsewhere` with the spelling that works.
 */
export function findModel(reference: ModelReference, installed: Installed): Found {
  const { name, directory, nodeType } = reference
  const combo = comboOf(installed, nodeType, reference.widget)
  const hits = filesNamed(reference, installed)
  const inFolder = directory === null ? hits : hits.filter((hit) => readsAlike(directory).includes(hit.folder))
  const spell = speller(installed, combo?.options ?? null)
  const asked = namesAsked(name, directory)
  const exact = inFolder.filter((hit) => asked.some((one) => isSpelled(one, hit, installed)))

  const downloads = nodeType === null ? null : fetchesItself(nodeType, installed)
  if (downloads !== null) {
    if (exact[0] !== undefined) return present(exact[0])
    return {
      state: 'downloads-itself',
      how: 'downloads',
      file: null,
      candidates: [],
      evidence: [{ from: 'core-table', says: downloads }],
    }
  }
  const special = specialVae(name, directory, installed)
  if (special?.present === true) return { ...nowhere, state: 'present', how: 'exact', evidence: [special.evidence] }

  const listed = combo?.options.includes(name) === true
  const fresher = combo?.live === false && directory !== null && installed.models?.has(directory) === true
  if (listed && !fresher) {
    const evidence: Evidence[] = [
      { from: 'object_info', says: `${nodeType} lists it in ${reference.widget}.`, where: `/object_info/${nodeType}` },
    ]
    return { ...present(exact[0] ?? null), evidence }
  }
  if (exact[0] !== undefined) {
    if (combo?.live === true && reference.widget !== null) return notListed(reference, exact, spell)
    if (distinctFolders(exact).length === 1 || directory !== null) return present(exact[0])
    return ambiguous(
      exact,
      spell,
      'Several folders have a file of this name, and nothing says which one the node reads.',
    )
  }
  const offered = fresher ? [] : optionsNamed(reference, combo?.options ?? [], hits)
  return searchWider({
    reference,
    hits: [...hits, ...offered],
    inFolder: [...inFolder, ...offered],
    spell,
    special: special?.evidence ?? null,
    hasCombo: combo !== null,
    installed,
  })
}

function fetchesItself(type: string, installed: Installed): string | null {
  const says = saysItDownloads(type, installed.definitions?.get(type) ?? null)
  return says ?? (downloadsItself(type) ? `${type} fetches its weights when it runs first.` : null)
}

interface Search {
  readonly reference: ModelReference
  readonly hits: readonly IndexedFile[]
  readonly inFolder: readonly IndexedFile[]
  readonly spell: Speller
  readonly special: Evidence | null
  readonly hasCombo: boolean
  readonly installed: Installed
}

function searchWider({ reference, hits, inFolder, spell, special, hasCombo, installed }: Search): Found {
  const { name, directory } = reference
  const asked = namesAsked(name, directory).map(foldName)
  const alike = inFolder.filter((hit) => asked.includes(hit.folded))
  if (alike.length > 0) {
    const candidates = alike.map((hit) =>
      candidate(
        hit,
        spell(hit),
        0.95,
        `It is here as ${spell(hit)}: only ${differenceOf(name, spell(hit)) || 'the spelling'} differs, but ComfyUI compares names exactly.`,
      ),
    )
    return { ...nowhere, state: 'elsewhere', how: 'spelling', candidates, evidence: [] }
  }
  const generic = isGenericName(baseName(foldName(name)))
  if (inFolder.length > 0) {
    if (generic) return ambiguous(inFolder, spell, 'Many models have a file of this name, so this may be another one.')
    const candidates = inFolder.map((hit) =>
      candidate(hit, spell(hit), 0.9, `A file of the same name is in ${hit.folder} as ${spell(hit)}.`),
    )
    return { ...nowhere, state: 'elsewhere', how: 'sub-folder', candidates, evidence: [] }
  }
  const [only] = hits
  if (only !== undefined) {
    if (generic) return ambiguous(hits, spell, 'Many models have a file of this name, so this may be another one.')
    if (hits.length > 1)
      return ambiguous(
        hits,
        spell,
        `Files of this name are in ${distinctFolders(hits).join(', ')}, but not in ${directory}.`,
      )
    const says = `A file of the same name is in ${only.folder}, which the loader does not read.`
    return {
      ...nowhere,
      state: 'misplaced',
      how: 'other-folder',
      candidates: [candidate(only, null, 0.9, says)],
      evidence: [],
    }
  }
  if (special !== null) return { ...nowhere, evidence: [special] }
  if (installed.models === null && !hasCombo) {
    const says = 'Neither a model folder nor a list of ComfyUI is there to look in.'
    return { ...nowhere, state: 'uncertain', how: 'nothing-to-look-in', evidence: [{ from: 'disk', says }] }
  }
  return { ...nowhere, evidence: lookedIn(reference, hasCombo, installed) }
}

const nowhere: Found = { state: 'missing', how: 'nowhere', file: null, candidates: [], evidence: [] }

function lookedIn(
  { name, directory, nodeType, widget }: ModelReference,
  hasCombo: boolean,
  { models }: Installed,
): Evidence[] {
  const evidence: Evidence[] = []
  if (hasCombo)
    evidence.push({
      from: 'object_info',
      says: `${nodeType} does not list it in ${widget}.`,
      where: `/object_info/${nodeType}`,
    })
  if (models === null) return evidence
  const folder =
    directory === null ? '' : models.has(directory) ? `, ${directory} among them` : `; there is no folder ${directory}`
  return [
    ...evidence,
    { from: 'disk', says: `No file named ${baseName(name)} is in any of ${models.size} model folders${folder}.` },
  ]
}

/** Files whose base name is the one asked for, in every folder. */
function filesNamed(reference: ModelReference, installed: Installed): IndexedFile[] {
  const index = modelIndex(installed.models)
  return distinctFiles(basesAsked(reference).flatMap((base) => index.get(base) ?? []))
}

/** Names of that base that only the widget's own list has: ComfyUI knows a file that no folder here shows. */
function optionsNamed(
  reference: ModelReference,
  options: readonly string[],
  known: readonly IndexedFile[],
): IndexedFile[] {
  const bases = basesAsked(reference)
  const seen = new Set(known.map((hit) => hit.folded))
  return options
    .map((name): IndexedFile => ({
      folder: reference.directory ?? 'unknown',
      file: { name, path: null, size: null },
      folded: foldName(name),
    }))
    .filter((hit) => bases.includes(baseName(hit.folded)) && !seen.has(hit.folded))
}

function basesAsked({ name, directory }: ModelReference): string[] {
  return [...new Set(namesAsked(name, directory).map((one) => baseName(foldName(one))))]
}

type Speller = (hit: IndexedFile) => string

/** How the asking widget would have to say it: as its own list does, else with the installation's separator. */
function speller(installed: Installed, options: readonly string[] | null): Speller {
  const separator = separatorOf(installed)
  return ({ folded, file }) =>
    options?.find((option) => foldName(option) === folded) ??
    (separator === '\\' ? file.name.replaceAll('/', '\\') : file.name)
}

/** Where nothing tells the installation's separator, either one counts as exact. */
function isSpelled(name: string, { file }: IndexedFile, installed: Installed): boolean {
  const separator = separatorOf(installed)
  if (separator === null) return name.replaceAll('\\', '/') === file.name.replaceAll('\\', '/')
  return name === (separator === '\\' ? file.name.replaceAll('/', '\\') : file.name)
}

function present(hit: IndexedFile | null): Found {
  if (hit === null) return { ...nowhere, state: 'present', how: 'exact' }
  const { path, size } = hit.file
  const says = `${hit.folder} has ${hit.file.name}.`
  const evidence: Evidence[] = [path === null ? { from: 'object_info', says } : { from: 'disk', says, where: path }]
  const file = path === null ? null : { path, ...(size === null ? {} : { size }) }
  return { state: 'present', how: 'exact', file, candidates: [], evidence }
}

/** The file is there and the running loader still does not offer it, as when it filters by extension. */
function notListed({ nodeType, widget }: ModelReference, exact: readonly IndexedFile[], spell: Speller): Found {
  const candidates = exact.map((hit) => candidate(hit, spell(hit), 0.5, `${hit.folder} has a file of this name.`))
  const says = `The running ComfyUI does not list it in ${widget} of ${nodeType}.`
  return {
    ...nowhere,
    state: 'uncertain',
    how: 'not-listed',
    candidates,
    evidence: [{ from: 'object_info', says, where: `/object_info/${nodeType}` }],
  }
}

function ambiguous(hits: readonly IndexedFile[], spell: Speller, says: string): Found {
  const candidates = hits.map((hit) => candidate(hit, spell(hit), Math.round(50 / hits.length) / 100, says))
  return { ...nowhere, state: 'uncertain', how: 'other-folder', candidates, evidence: [{ from: 'disk', says }] }
}

function candidate(hit: IndexedFile, widgetValue: string | null, confidence: number, says: string): ModelCandidate {
  const { path, size, name } = hit.file
  return {
    path: path ?? `${hit.folder}/${name}`,
    folder: hit.folder,
    widgetValue,
    ...(size === null ? {} : { size }),
    confidence,
    evidence: [path === null ? { from: 'object_info', says } : { from: 'disk', says, where: path }],
  }
}

function distinctFolders(hits: readonly IndexedFile[]): string[] {
  return [...new Set(hits.map((hit) => hit.folder))].sort()
}
