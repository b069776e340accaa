import { openCatalogueUpdate } from '../../main/catalogue-update/open-catalogue-update.js'
import { laterOutside } from '../../main/sources/later-outside.js'
import { stateFolderOf } from '../../main/catalogue/state-folder-of.js'
import type { CatalogueUpdated } from '../../use-cases/update-catalogue/parts.js'
import { printProblem } from '../print-problem.js'
import { progressLine } from '../progress-line.js'
import type { SubCall } from './sub-call.js'

/** Asks the Comfy Registry for its list, and for the node types of the packs that are named. SOURCE_OFF unless it is switched on. */
export async function update({ rest, given, terminal, json }: SubCall): Promise<number> {
  const state = stateFolderOf(given.text('data'), terminal.env)
  const host = (await laterOutside({ state, env: terminal.env })()).host('comfy-registry')
  const progress = progressLine(terminal)
  const options = { full: given.flag('full'), packs: rest, signal: terminal.signal, progress: progress.step }
  const updated = await openCatalogueUpdate({ state, host, now: () => new Date() }).run(options)
  progress.end()
  if (json) terminal.out(`${JSON.stringify({ schema: 'greenlight/catalogue-update@1', ...updated }, null, 2)}\n`)
  else {
    for (const problem of updated.problems) printProblem(terminal, problem)
    terminal.out(`${words(updated).join('\n')}\n`)
  }
  return updated.done ? 0 : 1
}

function words({ done, list, packs, nodeTypes, asked, requests, received }: CatalogueUpdated): string[] {
  const changes = `${packs.added} new, ${packs.changed} changed, ${packs.gone} gone`
  return [
    done ? 'The catalogue is up to date.' : 'The update was cut off; the next one goes on from there.',
    `${packs.kept} packs${list === 'none' ? '' : ` (${changes})`}; node types of ${nodeTypes.versions} versions: ${nodeTypes.types}.`,
    ...asked.map(({ id, version, says }) => `${id}${version === undefined ? '' : ` ${version}`}: ${says}`),
    `${requests} requests, ${Math.round(received / 1024)} kB received.`,
  ]
}
