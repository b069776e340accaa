import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const inPackage = /^(.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+))[\\/]/

/** Name, version, licence and licence text of the package that a bundled module lies in; null for our own modules. */
export function packageOf(moduleId) {
  const path = moduleId.replace(/^\0/, '').replace(/\?.*$/, '')
  const [, folder] = inPackage.exec(path) ?? []
  if (folder === undefined) return null
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).sort().find((name) => /^licen[cs]e(\.(md|txt))?$/i.test(name))
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim()
  return { name: manifest.name, version: manifest.version, license: manifest.license ?? 'unknown', text }
}
