import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

/** Everything below a folder as lines: kind, mode, time of files to the millisecond, name, bytes. */
export function treeOf(root) {
  const lines = []
  const open = ['']
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const below of readdirSync(join(root, name))) {
      const path = join(name, below)
      const stat = lstatSync(join(root, path))
      const mode = (stat.mode & 0o777).toString(8)
      if (stat.isDirectory()) {
        open.push(path)
        lines.push(`folder ${mode} ${path}`)
      } else if (stat.isSymbolicLink()) lines.push(`link ${path} -> ${readlinkSync(join(root, path))}`)
      else lines.push(`file ${mode} ${path} ${createHash('sha1').update(steady(path, readFileSync(join(root, path)))).digest('hex')} ${Math.floor(stat.mtimeMs)}`)
    }
  }
  return lines.sort()
}

/** The same without times: what is made anew has another one each time. */
export function contentsOf(root) {
  return treeOf(root).map((line) => (line.startsWith('file') ? line.slice(0, line.lastIndexOf(' ')) : line))
}

/** uv notes when the archive came to lie where it lies: that is another time in each try, and so is its digest in the list of files. */
function steady(path, bytes) {
  if (path.endsWith('.dist-info/uv_cache.json')) return ''
  return path.endsWith('.dist-info/RECORD') ? bytes.toString('latin1').replace(/^.*uv_cache\.json,.*$/m, '') : bytes
}
