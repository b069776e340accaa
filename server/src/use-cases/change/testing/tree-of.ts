import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

/** Everything below a folder in one text a line: kind, mode, time of files, name, content. Equal texts mean equal trees. */
export function treeOf(root: string): string[] {
  const lines: string[] = []
  const open = ['']
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const below of readdirSync(join(root, name)).sort()) {
      const path = join(name, below)
      const stat = lstatSync(join(root, path), { bigint: true })
      if (stat.isDirectory()) {
        open.push(path)
        lines.push(`folder ${(stat.mode & 0o777n).toString(8)} ${path}`)
      } else if (stat.isSymbolicLink()) lines.push(`link ${path} -> ${readlinkSync(join(root, path))}`)
      else lines.push(`file ${(stat.mode & 0o777n).toString(8)} ${stat.mtimeNs / 1000n} ${path} ${createHash('sha1').update(readFileSync(join(root, path))).digest('hex')}`)
    }
  }
  return lines.sort()
}
