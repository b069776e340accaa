import { packKey } from './pack-names.mjs'

/**
 * A label says what is true of some node types and why:
 * `single`   any of these packs is the answer (`or-unknown: true`: no answer will do too)
 * `choice`   all of these are shown and none is taken; `everyone` = all whom the catalogue names
 * both       either answer can be defended
 * `unknown`  nobody has it: no answer and no candidate
 * `core`     ComfyUI's own, of this version or another
 * `frontend` lives in the page (with `of`: made by a script of this pack, which may be named as well)
 * `registered` it runs here already
 * `lost`     an instance whose subgraph is not in the file
 */
const verdictWords = ['single', 'choice', 'unknown', 'core', 'frontend', 'registered', 'lost']
const selfNaming = ['unknown', 'core', 'frontend', 'registered', 'lost']
const words = [...verdictWords, 'of', 'why', 'inactive', 'or-unknown']

export function refuseStrangers(of, known, at) {
  for (const word of Object.keys(of)) if (!known.includes(word)) throw new Error(`${at}: nobody knows the word "${word}"`)
}

/** Map of type to label; throws where one is malformed or says a type twice. */
export function readLabels(entries, at) {
  const labels = new Map()
  for (const entry of entries) {
    refuseStrangers(entry, words, at)
    if (typeof entry.why !== 'string' || entry.why.length < 9) throw new Error(`${at}: a label has no reason`)
    const label = readLabel(entry, at)
    for (const type of typesOf(entry, at)) {
      if (typeof type !== 'string') throw new Error(`${at}: ${type} is no name`)
      if (labels.has(type)) throw new Error(`${at}: ${type} is labelled twice`)
      labels.set(type, label)
    }
  }
  return labels
}

const list = (value) => (Array.isArray(value) ? value : [value])

function typesOf(entry, at) {
  const naming = entry.of ?? entry[selfNaming.find((word) => entry[word] !== undefined)]
  if (naming === undefined) throw new Error(`${at}: a label names no types`)
  return list(naming)
}

function readLabel(entry, at) {
  const label = { why: entry.why }
  if (entry.inactive === true) label.inactive = true
  if (entry['or-unknown'] === true) label.orUnknown = true
  if (entry.single !== undefined) label.single = list(entry.single)
  if (entry.choice !== undefined) label.choice = entry.choice === 'everyone' ? 'everyone' : list(entry.choice)
  if (entry.frontend !== undefined) label.frontend = entry.of === undefined ? [] : list(entry.frontend)
  for (const word of ['unknown', 'core', 'registered', 'lost']) if (entry[word] !== undefined) label[word] = true
  const packs = packsOf(label)
  for (const pack of packs) if (packKey(pack) === null) throw new Error(`${at}: "${pack}" names no pack`)
  const said = verdictWords.filter((word) => label[word] !== undefined)
  const both = said.length === 2 && said.includes('single') && said.includes('choice')
  if (said.length !== 1 && !both) throw new Error(`${at}: a label says ${said.join(' and ') || 'nothing'}`)
  return label
}

/** Every pack that a label names. */
export function packsOf(label) {
  return [...(label.single ?? []), ...(Array.isArray(label.choice) ? label.choice : []), ...(label.frontend ?? [])]
}
