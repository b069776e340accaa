import { type SourceName, sourceNames, sourceUses } from '@greenlight/shared/sources'
import { openSources } from '../../main/sources/open-sources.js'
import { endpointFrom, gitMirrorFrom } from '../../main/sources/endpoint-from.js'
import { type Given, type Run, UsageError } from '../command.js'
import { printProblem } from '../print-problem.js'
import { ledgerLines, sourceLines, tokenWarning } from './words.js'

/** `greenlight sources`, `sources ledger`, `sources NAME [off|ask|on] [--endpoint URL] [--git URL]`. Asks nobody. */
export const sources: Run = async (given, terminal) => {
  const format = given.text('format') ?? 'text'
  if (format !== 'text' && format !== 'json') throw new UsageError(`--format is text or json, not "${format}".`)
  const wish = readWish(given)
  const hosts = openSources({ env: terminal.env, data: given.text('data') })
  if (wish.name !== null) {
    const endpoint = endpointFrom(wish.name, wish.endpoint, terminal.env)
    const git = gitMirrorFrom(wish.git, terminal.env)
    const change = { ...(wish.use === undefined ? {} : { use: wish.use }), ...(endpoint === undefined ? {} : { endpoint }), ...(git === undefined ? {} : { git }) }
    await hosts.change(wish.name, change)
  }
  const settings = await hosts.settings()
  for (const told of settings.problems ?? []) printProblem(terminal, told)
  const shown = wish.name === null ? settings.sources : settings.sources.filter(({ name }) => name === wish.name)
  const warning = wish.endpoint === undefined ? null : tokenWarning(shown)
  if (warning !== null) terminal.err(`${warning}\n`)
  if (format === 'json') terminal.out(`${JSON.stringify(settings, null, 2)}\n`)
  else terminal.out(`${(wish.ledger ? ledgerLines(settings.ledger) : sourceLines(shown)).join('\n')}\n`)
  return 0
}

function readWish(given: Given) {
  const [what, word] = given.paths
  const [endpoint, git] = [given.text('endpoint'), given.text('git')]
  if (what === undefined || what === 'ledger') {
    if (word !== undefined || endpoint !== undefined || git !== undefined) throw new UsageError(`sources ${what ?? ''} takes nothing more; name a source first.`.replace('  ', ' '))
    return { name: null, use: undefined, endpoint: undefined, git: undefined, ledger: what === 'ledger' }
  }
  const name = sourceNames.find((one) => one === what)
  if (name === undefined) throw new UsageError(`sources does not know "${what}"; it knows: ${sourceNames.join(', ')}, ledger.`)
  const use = sourceUses.find((one) => one === word)
  if (word !== undefined && use === undefined) throw new UsageError(`A source is ${sourceUses.join(', ')}, not "${word}".`)
  if (git !== undefined && name !== 'github') throw new UsageError(`--git is for github, not for ${name}.`)
  if (use === undefined && endpoint === undefined && git === undefined) throw new UsageError(`sources ${name} needs one of ${sourceUses.join(', ')}, or --endpoint URL.`)
  return { name: name satisfies SourceName, use, endpoint, git, ledger: false }
}
