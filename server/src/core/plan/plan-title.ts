import type { PlanAction } from '@greenlight/shared/plans'
import { countOf } from '../readiness/words.js'
import { nameOf } from './paths.js'

interface Phrase {
  readonly kinds: readonly PlanAction['kind'][]
  readonly does: string
  /** What further ones are called. */
  readonly what: string
}

const phrases: readonly Phrase[] = [
  { kinds: ['install-node-pack'], does: 'install', what: 'node pack' },
  { kinds: ['update-node-pack'], does: 'update', what: 'node pack' },
  { kinds: ['enable-node-pack'], does: 'enable', what: 'node pack' },
  { kinds: ['disable-node-pack'], does: 'disable', what: 'node pack' },
  { kinds: ['remove-node-pack'], does: 'remove', what: 'node pack' },
  { kinds: ['restore'], does: 'bring back', what: 'thing' },
  { kinds: ['download-model'], does: 'download', what: 'model' },
  { kinds: ['adopt-model', 'link-model', 'move-model'], does: 'put in place', what: 'model' },
]

/** Letters of one name; a longer one is cut in its middle, where names tell the least. */
const longest = 48

/** `Make flux.json run: install Impact Pack, download style.safetensors and 2 more models`. `workflow`: its path or name; null: none is meant. */
export function titleOf(actions: readonly PlanAction[], workflow: string | null): string {
  const parts = phrases.flatMap(({ kinds, does, what }) => {
    const subjects = [...new Set(actions.filter(({ kind }) => kinds.includes(kind)).map(({ subject }) => subject))]
    return subjects.length === 0 ? [] : [`${does} ${firstOf(subjects.map(nameIn), what)}`]
  })
  const all = [...parts, ...editsOf(actions)].join(', ')
  const says = all === '' ? 'nothing to do' : all
  return workflow === null ? says.slice(0, 1).toUpperCase() + says.slice(1) : `Make ${workflow === 'open graph' ? 'the open workflow' : shorten(nameOf(workflow))} run: ${says}`
}

/** Widgets hold names of files: which takes the place of which says more than the widget's own name. */
function editsOf(actions: readonly PlanAction[]): string[] {
  const edits = actions.filter(({ kind }) => kind === 'edit-widget')
  const copies = edits.filter(({ canvas }) => canvas === undefined).map(({ subject }) => `write ${nameIn(subject)}`)
  const pairs = [...new Set(edits.flatMap(({ canvas }) => (canvas === undefined ? [] : [`${nameIn(canvas.to)} instead of ${nameIn(canvas.from)}`])))]
  return [...copies, ...(pairs.length === 0 ? [] : [`use ${firstOf(pairs, 'change')}`])]
}

function firstOf([first = '', ...rest]: readonly string[], what: string): string {
  return rest.length === 0 ? first : `${first} and ${countOf(rest.length, `more ${what}`)}`
}

/** A model may be named with its sub-folder; the title needs the name alone. */
function nameIn(subject: string): string {
  return shorten(subject.slice(Math.max(subject.lastIndexOf('/'), subject.lastIndexOf('\\')) + 1) || subject)
}

function shorten(text: string): string {
  const letters = [...text]
  if (letters.length <= longest) return text
  const half = Math.floor((longest - 3) / 2)
  return `${letters.slice(0, half).join('')}...${letters.slice(-half).join('')}`
}
