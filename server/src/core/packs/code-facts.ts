import type { CodeFact } from '../pack-facts.js'
import { compareText } from './compare-text.js'
import { collidingNames, nameFacts, type OtherFile, otherFileFacts } from './file-facts.js'
import { requirementFacts } from './look-alikes.js'
import { pythonFacts } from './python-facts.js'
import { readRequirements } from './requirements.js'
import { textFacts } from './text-facts.js'

const mostOfOneKind = 20
const most = 500

/**
 * What the files of a pack would run or hide (gates G8, G9), as facts with file and line and never as a verdict: nothing found does not
 * mean that there is nothing. `texts` by path below the pack, `others` what is no text or too large. Sorted by file and
 * line; of one kind in one file the first 20, in all 500, and then how many more. Refused requirement lines are readRequirements'.
 */
export function readCodeFacts(texts: ReadonlyMap<string, string>, others: readonly OtherFile[]): readonly CodeFact[] {
  const paths = [...texts.keys(), ...others.map((one) => one.path)].sort(compareText)
  const facts: CodeFact[] = [...paths.flatMap(nameFacts), ...collidingNames(paths), ...requirementFacts(readRequirements(texts))]
  for (const [file, text] of texts) {
    facts.push(...textFacts(file, text))
    if (/\.pyw?$/i.test(file)) facts.push(...pythonFacts(file, text))
  }
  for (const other of others) facts.push(...otherFileFacts(other, texts))
  return bounded(sortFacts(facts))
}

/** The same order on every machine, each fact once. */
export function sortFacts(facts: readonly CodeFact[]): readonly CodeFact[] {
  const sorted = [...facts].sort((a, b) => compareText(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || compareText(a.kind, b.kind) || compareText(a.says, b.says))
  return sorted.filter((one, at) => {
    const before = sorted[at - 1]
    return before === undefined || before.file !== one.file || before.line !== one.line || before.kind !== one.kind || before.says !== one.says
  })
}

function bounded(facts: readonly CodeFact[]): readonly CodeFact[] {
  const counts = new Map<string, number>()
  const kept: CodeFact[] = []
  for (const fact of facts) {
    const key = `${fact.kind} ${fact.file}`
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    if (count <= mostOfOneKind) kept.push(fact)
    else if (count === mostOfOneKind + 1) kept.push({ ...fact, line: null, says: `Has ${facts.filter((one) => one.kind === fact.kind && one.file === fact.file).length - mostOfOneKind} more of these.` })
  }
  const [last] = kept.slice(most)
  return last === undefined ? kept : [...kept.slice(0, most), { ...last, line: null, says: `There are ${kept.length - most} more facts like these.` }]
}
