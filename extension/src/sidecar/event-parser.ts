/** More than any frame of ours; a stream that sends this without a line break is not one. */
const maxLine = 1024 * 1024

export interface EventParser {
  /** Takes a piece of the stream and gives the data of each event that it completes. */
  push: (text: string) => string[]
}

/**
 * Server-sent events by hand, as the HTML standard describes the stream: lines end in CR, LF or both, a blank line ends
 * an event, `:` starts a comment, several `data` lines are joined. `id` and `event` are not needed: our data says both.
 */
export function createEventParser(): EventParser {
  let rest = ''
  let data: string[] = []
  let skipLineFeed = false

  function push(text: string): string[] {
    const done: string[] = []
    const from = skipLineFeed && text.startsWith('\n') ? 1 : 0
    if (text !== '') skipLineFeed = text.endsWith('\r')
    const lines = (rest + text.slice(from)).split(/\r\n|\n|\r/)
    rest = lines.pop() ?? ''
    if (rest.length > maxLine) rest = ''
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) done.push(data.join('\n'))
        data = []
      } else if (line === 'data' || line.startsWith('data:')) {
        data.push(line.slice(5).replace(/^ /, ''))
      }
    }
    return done
  }

  return { push }
}
