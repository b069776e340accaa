import type { WorkflowReport } from '@greenlight/shared/report'
import { formatSize } from '../messages/format.js'
import { texts } from '../messages/index.js'

/** A line of a folded group: a name, a word beside it, and the nodes it is about. */
export interface Line {
  key: string
  name: string
  beside: string
  says: string
  nodes: readonly string[]
}

export interface Groups {
  inactive: Line[]
  inputs: Line[]
  models: Line[]
  packs: Line[]
  notes: { node: string; text: string; links: readonly string[] }[]
  inputsPresent: number
}

const fine = new Set(['registered', 'frontend-only', 'present', 'downloads-itself'])

/** What a report holds besides its findings, for the groups below the list. */
export function readGroups(report: WorkflowReport): Groups {
  return {
    inactive: inactiveNeeds(report),
    inputs: inputLines(report),
    models: modelLines(report),
    packs: packLines(report),
    notes: report.notes,
    inputsPresent: report.inputs.filter(({ active, state }) => active && state === 'present').length,
  }
}

function inactiveNeeds({ nodeTypes, models, inputs }: WorkflowReport): Line[] {
  return numbered([
    ...nodeTypes
      .filter(({ active, state }) => !active && !fine.has(state))
      .map(({ type, state, pack, nodes }) => ({ name: type, beside: texts.state[state], says: pack?.title ?? '', nodes })),
    ...models
      .filter(({ active, state }) => !active && !fine.has(state))
      .map(({ name, state, directory, node }) => ({ name, beside: texts.state[state], says: directory ?? '', nodes: node === null ? [] : [node] })),
    ...inputs
      .filter(({ active, state }) => !active && state !== 'present')
      .map(({ name, state, node }) => ({ name, beside: texts.state[state], says: '', nodes: [node] })),
  ])
}

function inputLines({ inputs }: WorkflowReport): Line[] {
  return numbered(
    inputs.filter(({ active }) => active).map(({ name, state, nodeType, node }) => ({ name, beside: texts.state[state], says: nodeType, nodes: [node] })),
  )
}

function modelLines({ models }: WorkflowReport): Line[] {
  const byFile = new Map<string, Omit<Line, 'key'> & { nodes: string[] }>()
  for (const { active, state, file, name, directory, node } of models) {
    if (!active || state !== 'present') continue
    const path = file?.path ?? `${directory ?? ''}\n${name}`
    const line = byFile.get(path)
    if (line === undefined) {
      const beside = [file?.family ?? file?.kind ?? '', file?.size === undefined ? '' : formatSize(file.size)].filter((word) => word !== '').join(' · ')
      byFile.set(path, { name, beside, says: file?.path ?? directory ?? '', nodes: node === null ? [] : [node] })
    } else if (node !== null) line.nodes.push(node)
  }
  return numbered([...byFile.values()])
}

function packLines({ nodeTypes }: WorkflowReport): Line[] {
  const byPack = new Map<string, { name: string; version: string; nodes: string[] }>()
  for (const { active, state, pack, nodes } of nodeTypes) {
    if (!active || state !== 'registered' || pack === null) continue
    const id = pack.id ?? pack.repository ?? pack.title
    const line = byPack.get(id) ?? { name: pack.title, version: pack.version ?? '', nodes: [] }
    line.nodes.push(...nodes)
    byPack.set(id, line)
  }
  return numbered([...byPack.values()].map(({ name, version, nodes }) => ({ name, beside: texts.list.nodes(nodes.length), says: version, nodes })))
}

function numbered(lines: Omit<Line, 'key'>[]): Line[] {
  return lines.map((line, place) => ({ ...line, key: `${place}` }))
}
