const longest = 300

/**
 * How decisions name a workflow: by the id that its graph has (schema 1, kept through renames and copies), else by its file's name without the
 * folders, so that it is the same on another machine. Null when it has neither.
 */
export function workflowKey({ id, path }: { readonly id?: string | null | undefined; readonly path: string | null }): string | null {
  const own = id?.trim() ?? ''
  if (own !== '') return cut(own)
  const name = path === null ? '' : path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).normalize('NFC')
  return name === '' ? null : cut(name)
}

function cut(text: string): string {
  return text.slice(0, longest).toWellFormed()
}
