import type { Held, HeldModel } from '@greenlight/shared/held'
import type { ModelEntry, WorkflowReport } from '@greenlight/shared/report'
import type { Known } from '../../installed.js'
import type { EmbeddedModel } from '../../workflow/model.js'
import type { ModelReference, NoteReference, References } from '../../workflow/references.js'
import { foldText } from '../../names/fold-text.js'
import { fileNameOf, readAddress } from '../addresses.js'
import { type Claim, claimsFor, listedFor } from '../sources-for.js'
import { distinctSources } from '../trust.js'
import type { WantedModel } from './search.js'

/** What the report says of it is not enough to queue. */
const open = new Set(['corrupt', 'missing', 'uncertain'])

/** Entries of one model that are looked at; more are copies, or hostile. */
const mostEntries = 64

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
  const pages = pagesIn(notes)
  const wantedNames = names === undefined ? null : new Set(names.map(foldText))
  const groups = new Map<
    string,
    { reference: ModelReference; entry: ModelEntry; embedded: Map<string, EmbeddedModel> }
  >()
  models.forEach((reference, at) => {
    const entry = report.models[at]
    if (entry === undefined) return
    const asked =
      wantedNames === null ? reference.active && open.has(entry.state) : wantedNames.has(foldText(reference.name))
    if (!asked) return
    const key = `${reference.directory ?? ''}\n${reference.name}`
    const group = groups.get(key) ?? { reference, entry, embedded: new Map<string, EmbeddedModel>() }
    groups.set(key, group)
    for (const one of reference.embedded) {
      if (group.embedded.size >= mostEntries) break
      group.embedded.set(`${one.from ?? ''} ${one.url ?? ''} ${one.hashType ?? ''} ${one.hash ?? ''}`, one)
    }
  })
  return [...groups.values()].map(({ reference, entry, embedded }) => {
    const joined: ModelReference = { ...reference, embedded: [...embedded.values()] }
    const facts = { listed: listedFor(joined, known.models), ...(allowed === undefined ? {} : { allowed }) }
    return { reference: joined, entry, claims: [...besides(entry), ...claimsFor(joined, facts)], pages }
  })
}

/** What lies beside a damaged file, the report knows. */
function besides({ sources }: ModelEntry): Claim[] {
  const companions = sources.filter(({ from }) => from === 'companion')
  return companions.map((source) => ({ source, standing: source.doubt === undefined ? 'sound' : 'open' }))
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
      claims: claimsFor(reference, { listed: [] }),
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
