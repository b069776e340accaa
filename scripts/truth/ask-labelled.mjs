import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askGreenlight } from './ask-greenlight.mjs'
import { readCases } from './read-cases.mjs'
import { claimsOf, exactClaimsOf, readCore, readPacks } from './read-packs.mjs'
import { keysOf } from './baselines.mjs'
import { readModels } from './read-models.mjs'
import { rememberDecisions } from './remember-decisions.mjs'
import { writeCatalogue } from './write-catalogue.mjs'
import { writeInstallation } from './write-installation.mjs'
import { writeWorkflow } from './write-workflow.mjs'

/** Cases that meet the same installation and the same remembered decisions are asked in one go. */
function byPlace(cases) {
  const groups = new Map()
  for (const entry of cases) {
    const key = JSON.stringify([entry.installed ?? null, entry.decided ?? null])
    groups.set(key, [...(groups.get(key) ?? []), entry])
  }
  return [...groups.values()]
}

/** The labelled set, asked: `{questions: [{name, category, labels, models, report}], facts}`. Everything is written below a folder that goes again. */
export async function askLabelled() {
  const [cases, packs, core] = [readCases(), readPacks(), readCore()]
  const folder = mkdtempSync(join(tmpdir(), 'greenlight truth '))
  try {
    const catalogue = join(folder, 'catalogue')
    writeCatalogue(catalogue, packs, readModels())
    const questions = []
    for (const [at, group] of byPlace(cases).entries()) questions.push(...(await askGroup(join(folder, `${at}`), group, { catalogue, core })))
    return { questions: questions.sort((a, b) => cases.indexOf(a.entry) - cases.indexOf(b.entry)), facts: factsOf(packs, core) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function askGroup(folder, group, { catalogue, core }) {
  const [{ installed, decided }] = group
  const place = writeInstallation(folder, core, installed)
  const state = join(folder, 'state')
  mkdirSync(join(folder, 'workflows'))
  const files = group.map((entry, at) => {
    const { ending, bytes } = writeWorkflow(entry)
    const file = join(folder, 'workflows', `${String(at).padStart(4, '0')}${ending}`)
    writeFileSync(file, bytes)
    return file
  })
  if (decided !== undefined) rememberDecisions(decided, state)
  const { reports } = await askGreenlight(files, { ...place, catalogue, state })
  const byPath = new Map(reports.map((report) => [report.workflow.path, report]))
  return group.map((entry, at) => ({
    entry,
    name: entry.name,
    category: entry.category,
    labels: entry.labels,
    models: entry.models ?? [],
    report: byPath.get(files[at]) ?? null,
    runsHere: (installed ?? []).flatMap((pack) => pack.registers ?? []),
  }))
}

function factsOf(packs, core) {
  const own = new Set(Object.values(core.modules).flat())
  const [claims, exact] = [claimsOf(packs), exactClaimsOf(packs)]
  return {
    claimsOf: claims,
    keysFor: (type) => keysOf(claims(type).filter((pack) => pack.core !== true)),
    exactFor: (type) => keysOf(exact(type).filter((pack) => pack.core !== true)),
    registered: (type, question) => own.has(type) || question.runsHere.includes(type),
  }
}
