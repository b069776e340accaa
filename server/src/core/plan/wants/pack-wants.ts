import type { Choice, OpenChoice, PlanWarning, Want } from '@greenlight/shared/plans'
import type { Candidate, Finding, NodeTypeEntry, WorkflowReport } from '@greenlight/shared/report'
import { compareText, listOf } from '../../readiness/words.js'
import { packKey } from '../../resolve/pack-key.js'
import { answerType, type TypeChoice } from './answer-type.js'
import { type FoundWants, openChoice, unanswered } from './found-wants.js'
import { packFolderOf, packWord } from './pack-word.js'
import type { Scope } from './scope.js'

type PackChoice = Extract<OpenChoice, { about: 'node-pack' }>

interface Wanted {
  readonly word: string
  readonly pack: Candidate
  readonly types: Set<string>
}

/** Node packs that a report asks for: each pack once, with every node type that it answers. */
export function packWants(report: WorkflowReport, choices: readonly Choice[], scope: Scope): FoundWants {
  const installs = new Map<string, Wanted>()
  const folders = new Set<string>()
  const toChoose: NodeTypeEntry[] = []
  const warnings: PlanWarning[] = []
  const told = new Set<Finding>()
  for (const entry of [...report.nodeTypes].sort((a, b) => compareText(a.type, b.type))) {
    const finding = findingOf(report, entry)
    if (!scope.takes(entry.active, [entry.type, entry.pack?.title, entry.pack?.id, finding?.subject])) continue
    const answer = answerType(entry, finding, choiceFor(entry.type, choices), report.packs)
    if (answer.do === 'install') {
      const key = packKey(answer.pack)
      const word = packWord(answer.pack, answer.version)
      if (word === null) {
        warnings.push(unanswered(entry.type, `Nothing tells where ${answer.pack.title} is to be had.`, 'Name its registry id or its repository.'))
        continue
      }
      const wanted = installs.get(key) ?? { word, pack: answer.pack, types: new Set() }
      installs.set(key, wanted)
      wanted.types.add(entry.type)
    } else if (answer.do === 'enable') folders.add(packFolderOf(answer.path))
    else if (answer.do === 'choose') toChoose.push(entry)
    else if (answer.do === 'ask-person') warnings.push(...leftOver(entry, answer.finding, told))
  }
  const open = openPacks(report, toChoose)
  return {
    wants: [
      ...[...installs].sort(([a], [b]) => compareText(a, b)).map(([, wanted]) => installWant(wanted)),
      ...[...folders].sort(compareText).map((folder): Want => ({ want: 'enable-node-pack', folder })),
    ],
    open,
    unanswered: [...warnings, ...open.map(tellOpen)],
  }
}

function findingOf({ findings }: WorkflowReport, { nodes }: NodeTypeEntry): Finding | null {
  const own = new Set(nodes)
  return findings.find(({ kind, nodes: all }) => kind.startsWith('node-type-') && all.some((node) => own.has(node))) ?? null
}

function choiceFor(type: string, choices: readonly Choice[]): TypeChoice | null {
  return choices.findLast((one): one is TypeChoice => one.about === 'node-type' && one.type === type) ?? null
}

function installWant({ word, pack, types }: Wanted): Want {
  return { want: 'install-node-pack', pack: word, title: pack.title, types: [...types].sort(compareText) }
}

/** One finding may stand for several types: it is told once. */
function leftOver({ type }: NodeTypeEntry, finding: Finding | null, told: Set<Finding>): PlanWarning[] {
  if (finding === null) return [unanswered(type, `Nothing that Greenlight can do brings ${type}.`, 'Look at what the report says of it.')]
  if (told.has(finding) || finding.severity !== 'blocks') return []
  told.add(finding)
  return [unanswered(finding.subject, finding.message, finding.next)]
}

/** The joint choices that are left, and types that nobody put into one. */
function openPacks(report: WorkflowReport, entries: readonly NodeTypeEntry[]): PackChoice[] {
  const waiting = new Map(entries.map((entry) => [entry.type, entry]))
  const open: PackChoice[] = []
  for (const choice of report.packs?.choices ?? []) {
    const types = choice.types.filter((type) => waiting.has(type)).sort(compareText)
    if (types.length === 0) continue
    for (const type of types) waiting.delete(type)
    open.push({ about: 'node-pack', types, options: choice.options })
  }
  for (const { type, candidates } of waiting.values()) {
    const options = candidates.map((candidate) => ({ candidate, explains: [type], difference: `claims ${type}` }))
    open.push({ about: 'node-pack', types: [type], options })
  }
  return open.sort((a, b) => compareText(a.types[0] ?? '', b.types[0] ?? ''))
}

function tellOpen({ types, options }: PackChoice): PlanWarning {
  const titles = listOf(options.map(({ candidate }) => candidate.title))
  return openChoice(types[0] ?? '', `Which node pack brings ${listOf(types)} is open: ${titles}.`, 'Choose one; nothing of it is in this plan.')
}
