/** Lines and characters of one traceback that are kept: the end tells why. */
const mostLines = 200
const mostText = 20_000

const head = 'Traceback (most recent call last):'
const chain = /^(?:During handling of the above exception|The above exception was the direct cause)/
const stamped = /^\[?\d{4}-\d\d-\d\d[T ][\d:.,]{8,15}\]?\s(?:- )?(?:\[[A-Z]+\] )?/

/** Collects the tracebacks of a log, line by line, and gives the last one to the failure that it ends in. */
export function createTracebacks() {
  let lines: string[] = []
  let last = ''
  return {
    take(line: string): void {
      const text = line.replace(stamped, '')
      const begins = text.includes(head)
      if (begins && !chain.test(last)) lines = []
      if (begins || lines.length > 0) lines.push(begins ? head : text.slice(0, 2000))
      if (lines.length > mostLines) lines.shift()
      if (text.trim() !== '') last = text.trim()
    },
    /** The traceback whose exception says `reason`; what was collected is forgotten. */
    giveFor(reason: string): { readonly traceback?: string } {
      // The line that names the failure repeats its reason and is none of the traceback.
      const whole = lines.slice(0, -1)
      lines = []
      const end = reason === '' ? whole.findLastIndex((line) => line.trim() !== '') : whole.findLastIndex((line) => line.includes(reason))
      return end < 1 ? {} : { traceback: whole.slice(0, end + 1).join('\n').slice(-mostText) }
    },
  }
}
