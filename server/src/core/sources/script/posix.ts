import type { Job } from './job.js'
import { plainComment, quotePosix } from './quote.js'

/** `fetch` leaves the file under its last name only when it is whole; what is there already stays. */
const head = `#!/bin/sh
set -u
failed=0

finish() { # part, file, SHA-256 or nothing
  if [ -n "$3" ]; then
    have=$( (sha256sum < "$1" 2>/dev/null || shasum -a 256 < "$1") | cut -c 1-64)
    if [ "$have" != "$3" ]; then
      printf 'WRONG CONTENT, left at %s\\n' "$1" >&2
      return 1
    fi
  fi
  mv -- "$1" "$2" && printf 'done: %s\\n' "$2"
}

prepare() { # folder, file; false when it is there
  if [ -e "$2" ]; then
    printf 'is there: %s\\n' "$2"
    return 1
  fi
  mkdir -p -- "$1"
}

with_curl() { # address, folder, file, SHA-256, token
  prepare "$2" "$3" || return 0
  if [ -n "$5" ]; then printf 'header = "Authorization: Bearer %s"\\n' "$5"; fi |
    curl --config - --globoff --fail --location --proto =https --proto-redir =https --retry 5 --continue-at - --output "$3.part" --url "$1" &&
    finish "$3.part" "$3" "$4"
}

with_aria2() { # address, folder, file, SHA-256, name
  prepare "$2" "$3" || return 0
  aria2c --continue=true --split=8 --max-connection-per-server=8 --auto-file-renaming=false --dir="$2" --out="$5.part" "$1" &&
    finish "$3.part" "$3" "$4"
}

with_hf() { # repository, revision, path there, folder, file, SHA-256
  prepare "$4" "$5" || return 0
  hf download "$1" "$3" --revision "$2" --local-dir "$5.part" && finish "$5.part/$3" "$5" "$6" && rm -r -- "$5.part"
}
`

export function writePosix(remarks: readonly string[], jobs: readonly Job[]): string {
  const lines = jobs.flatMap((job) => [...job.remarks.map(comment), `${call(job)} || failed=1`])
  return [head, ...remarks.map(comment), ...lines, 'exit "$failed"', ''].join('\n')
}

function comment(text: string): string {
  return `# ${plainComment(text)}`
}

function call({ tool, url, folder, file, base, hash, token, hub }: Job): string {
  const words = (...texts: string[]): string => texts.map(quotePosix).join(' ')
  if (tool === 'aria2') return `with_aria2 ${words(url, folder, file, hash ?? '', base)}`
  if (tool === 'hf' && hub !== null)
    return `with_hf ${words(hub.repo, hub.revision, hub.path, folder, file, hash ?? '')}`
  return `with_curl ${words(url, folder, file, hash ?? '')} ${token === null ? "''" : `"\${${token}-}"`}`
}
