/** What a repository offers: names of commits, a tag by the commit that it means. */
export interface GitRefs {
  /** `refs/heads/main`, `refs/tags/v1` -> 40 hex. */
  readonly refs: ReadonlyMap<string, string>
  /** The branch that a clone would have and its commit. */
  readonly head: { readonly branch: string | null; readonly commit: string } | null
}

/** Reads what `ls-remote --symref` prints: `ref: refs/heads/main<TAB>HEAD`, `<40 hex><TAB>NAME`, a tag's commit as `NAME^{}`. */
export function readRefs(text: string): GitRefs {
  const refs = new Map<string, string>()
  let [branch, head]: [string | null, string | null] = [null, null]
  for (const line of text.split(/\r?\n/)) {
    const [left = '', name = ''] = line.split('\t')
    const symbolic = /^ref: refs\/heads\/(.+)$/.exec(left)
    if (name === 'HEAD' && symbolic !== null) branch = symbolic[1] ?? null
    else if (!/^[0-9a-f]{40}$/.test(left)) continue
    else if (name === 'HEAD') head = left
    else if (name.endsWith('^{}')) refs.set(name.slice(0, -3), left)
    else if (name.startsWith('refs/')) refs.set(name, refs.get(name) ?? left)
  }
  return { refs, head: head === null ? null : { branch, commit: head } }
}

/** Names that are handed to git; an odd one counts as none. */
export function isPlainBranch(name: string): boolean {
  return (
    /^[\p{L}\p{N}_][\p{L}\p{N}_./+#@=-]*$/u.test(name) &&
    !/\.\.|\/\/|@\{|\/\.|\.lock(?:\/|$)|[/.]$/.test(name) &&
    name.length < 200
  )
}
