import type { PackCard, PackChoice, UnknownType } from '@greenlight/shared/packs'
import type { WorkflowReport } from '@greenlight/shared/report'
import type { Row } from './rows.js'

export interface PackAnswers {
  cards: PackCard[]
  choices: PackChoice[]
  unknown: UnknownType[]
}

interface Wanted {
  active: boolean
  nodes: readonly string[]
}

/** What the joint choice of packs says about the nodes of one row. */
export function packAnswersOf(row: Pick<Row, 'id' | 'nodes'>, { packs }: WorkflowReport): PackAnswers | null {
  if (packs === undefined || !isOfNodeTypes(row)) return null
  const nodes = new Set(row.nodes)
  const about = <T extends Wanted>(wanted: readonly T[]): T[] => wanted.filter((one) => one.nodes.some((node) => nodes.has(node)))
  const answers = { cards: about(packs.cards), choices: about(packs.choices), unknown: about(packs.unknown) }
  return answers.cards.length + answers.choices.length + answers.unknown.length === 0 ? null : answers
}

/** Answers for running nodes that no row is about: they are told all the same, so that nothing stays unnamed. */
export function unlistedAnswers(rows: readonly Pick<Row, 'id' | 'nodes'>[], { packs }: WorkflowReport): PackAnswers {
  const listed = new Set(rows.filter(isOfNodeTypes).flatMap(({ nodes }) => nodes))
  const left = <T extends Wanted>(wanted: readonly T[] = []): T[] => wanted.filter(({ active, nodes }) => active && !nodes.some((node) => listed.has(node)))
  return { cards: left(packs?.cards), choices: left(packs?.choices), unknown: left(packs?.unknown) }
}

/** Node types with the nodes that want them, as the report lists them. */
export function nodesOfTypes(types: readonly string[], { nodeTypes }: WorkflowReport): { type: string; nodes: readonly string[] }[] {
  const byType = new Map(nodeTypes.map(({ type, nodes }) => [type, nodes]))
  return types.map((type) => ({ type, nodes: byType.get(type) ?? [] }))
}

function isOfNodeTypes({ id }: Pick<Row, 'id'>): boolean {
  return id.startsWith('node-type-')
}
