import { formatBytes } from '../../core/model-files/words.js'
import { printable } from '../../core/readings/printable.js'
import { withinRoot } from '../../core/readings/within-root.js'
import { listDuplicates } from '../../use-cases/answer-models/find-duplicates.js'
import { printJson, type Sub, takes } from './sub.js'

export const duplicates: Sub = {
  expects: takes('duplicates', 0, 0, ''),
  async run({ terminal, json, models, place, refresh, progress }) {
    await refresh()
    const found = await listDuplicates(models.index, async (lacking) => {
      await models.run({ hash: 'needed', full: false, paths: lacking.map(({ path }) => path) })
      progress.end()
    })
    if (json) printJson(terminal, found)
    else if (found.groups.length === 0) terminal.out('No file is here twice.\n')
    else {
      for (const { size, files, saves } of found.groups) {
        terminal.out(`${formatBytes(size)}${saves === 0 ? ', links only' : `, ${formatBytes(saves)} could be saved`}\n`)
        for (const { path, link } of files) terminal.out(`  ${printable(withinRoot(path, place.root))}${link ? '  (link)' : ''}\n`)
      }
      terminal.out(`${formatBytes(found.saves)} could be saved in all.\n`)
    }
    return 0
  },
}
