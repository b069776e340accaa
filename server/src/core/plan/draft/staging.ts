import { folderOf, joinPath, nameOf } from '../paths.js'

/** Names of the file systems have at most 255 bytes. */
const longest = 255

/** Where a file is made before it takes its place: beside it, so that the last step is a rename. */
export function partOf(target: string, plan: string): string {
  const end = `.${plan.slice(0, 10)}.part`
  return joinPath(folderOf(target), `.${cut(nameOf(target), longest - 1 - end.length)}${end}`)
}

/** Where a node pack is unpacked: the same volume as its place, and ComfyUI skips names that end in `.disabled`. */
export function stagingOf(root: string, plan: string, folder: string): string {
  return joinPath(root, `.greenlight-${plan}.disabled`, folder)
}

/** The first `most` bytes of a name, whole characters only. */
function cut(name: string, most: number): string {
  const encoder = new TextEncoder()
  let bytes = 0
  let kept = ''
  for (const character of name) {
    bytes += encoder.encode(character).length
    if (bytes > most) return kept
    kept += character
  }
  return kept
}
