import { effectScope, watch } from 'vue'
import { badgeText } from '../readings/badge.js'
import { readMarks } from '../readings/marks.js'
import { debounce, type Debounced } from '../timing/debounce.js'
import { useConnectionStore } from './connection.js'
import { useReportStore } from './report.js'
import { useServices } from './services.js'

/**
 * Keeps the report current for as long as the page lives: what is open is inspected again when it, the installation or
 * the connection changes; the tab's badge and the marks on nodes follow the report. Gives the one way to ask for it.
 */
export function keepCurrent(): Debounced {
  const { host, timers } = useServices()
  const connection = useConnectionStore()
  const report = useReportStore()
  const inspect = debounce(() => void report.inspect(), timers)

  connection.listen(({ kind }) => {
    if (kind !== 'installation-changed' && kind !== 'models-changed' && kind !== 'resync') return
    report.changed()
    inspect()
  })

  effectScope(true).run(() => {
    watch(() => connection.isConnected, (now) => now && inspect.soon())
    watch(
      () => [connection.state, report.state] as const,
      () => host.badge(badgeText(connection.state.is, report.state.is, report.answer?.check.reports[0]?.findings)),
    )
    watch(
      () => report.answer,
      (answer) => host.mark(answer === null || answer.check.reports[0] === undefined ? new Map() : readMarks(answer.check.reports[0])),
    )
  })
  return inspect
}
