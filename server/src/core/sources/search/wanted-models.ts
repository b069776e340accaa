import type { Held, HeldModel } from '@greenlight/shared/held'
import type { WorkflowReport } from '@greenlight/shared/report'
import type { Known } from '../../installed.js'
import type { EmbeddedModel } from '../../workflow/model.js'
import type { ModelReference, NoteReference, References } from '../../workflow/references.js'
import { foldText } from '../../names/fold-text.js'
import { fileNameOf, readAddress } from '../addresses.js'
import { listedFor, sourcesFor } from '../sources-for.js'
import { distinctSources } from '../trust.js'
import type { WantedModel } from './search.js'

/** What the report says of it is not enough to queue. */
const open = new Set(['corrupt', 'missing', 'uncertain'])

export interface WantedOptions {
  /** Only these, whatever their state; absent: every active one that is not here. */
  readonly names?: readonly string[]
  /** `host:port` of private addresses that the user allowed. */
  readonly allowed?: ReadonlySet<string>
}

/** Models of a workflow whose source is searched, each once however many nodes ask; `references.models` and `report.models` are of one order. */
export function wantedOfWorkflow(
  { models, notes }: Pick<References, 'models' | 'notes'>,
  report: Pick<WorkflowReport, 'models'>,
  known: Pick<Known, 'models'>,
  { names, allowed }: WantedOptions,
): WantedModel[] {
  const wanted = new Map<string, WantedModel>()
  const pages = pagesIn(notes)
  models.forEach((reference, at) => {
    const entry = report.models[at]
    const asked =
      names === undefined
        ? reference.active && entry !== undefined && open.has(entry.state)
        : names.some((name) => foldText(name) === foldText(reference.name))
    if (entry === undefined || !asked) return
    const key = `${reference.directory ?? ''}\n${reference.name}`
    const earlier = wanted.get(key)
    const embedded = [...(earlier?.reference.embedded ?? []), ...reference.embedded]
    const joined: ModelReference = { ...(earlier?.reference ?? reference), embedded }
    const listed = listedFor(joined, known.models)
    const companions = entry.sources.filter(({ from }) => from === 'companion')
    const sources = [...companions, ...sourcesFor(joined, { listed, ...(allowed === undefined ? {} : { allowed }) })]
    wanted.set(key, { reference: joined, entry, sources, pages })
  })
  return [...wanted.values()]
}

/** Addresses in notes that name no file, so that only their provider can tell what they hold. */
function pagesIn(notes: readonly NoteReference[]): string[] {
  const links = notes.flatMap(({ links: all }) => all.filter((link) => namesNoFile(link)))
  return distinctSources(links.map((url) => ({ url, from: 'note' }))).map(({ url }) => url)
}

function namesNoFile(link: string): boolean {
  const address = readAddress(link)
  return address !== null && address.site !== 'direct' && fileNameOf(address) === null
}

/** Models that the parameters of an image name: mostly a hash, and a name without an ending. */
export function wantedOfHeld({ models }: Pick<Held, 'models'>, { names }: Pick<WantedOptions, 'names'>): WantedModel[] {
  const asked = models.filter(({ name, here }) =>
    names === undefined
      ? (here ?? []).length === 0
      : name !== null && names.some((one) => foldText(one) === foldText(name)),
  )
  return asked.map((model) => {
    const { name, directory, here } = model
    const embedded = embed(model)
    const reference: ModelReference = {
      name: name ?? embedded[0]?.hash ?? '',
      directory,
      node: null,
      nodeType: null,
      widget: null,
      active: true,
      embedded,
      evidence: [],
    }
    const [best] = here ?? []
    const state = best?.by === 'hash' ? 'present' : best === undefined ? 'missing' : 'uncertain'
    return {
      reference,
      stem: true,
      entry: { state, file: state === 'present' && best !== undefined ? { path: best.path } : null, candidates: [] },
      sources: sourcesFor(reference, { listed: [] }),
      pages: [],
    }
  })
}

function embed({ name, hash, others = [], air, civitaiVersion }: HeldModel): EmbeddedModel[] {
  const entry: EmbeddedModel = {
    name: name ?? '',
    url: null,
    directory: null,
    hash: null,
    hashType: null,
    where: 'parameters',
  }
  const hashes = (hash === undefined ? [] : [hash, ...others]).flatMap(({ type, value }) =>
    type === 'short' ? [{ type: 'autov2', value: value.slice(0, 10) }] : [{ type, value }],
  )
  const urls = [
    ...(air === undefined ? [] : [air]),
    ...(civitaiVersion === undefined ? [] : [`https://civitai.com/model-versions/${civitaiVersion}`]),
  ]
  return [
    ...urls.map((url) => ({ ...entry, url })),
    ...hashes.map(({ type, value }) => ({ ...entry, hash: value, hashType: type })),
  ]
}

/** Of the names asked for those that nothing asks for. */
export function namesNotWanted(names: readonly string[], wanted: readonly WantedModel[]): string[] {
  const known = new Set(wanted.map(({ reference }) => foldText(reference.name)))
  return [...new Set(names)].filter((name) => !known.has(foldText(name)))
}
