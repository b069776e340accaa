import type { ListedModel } from '../../../core/installed.js'
import { isForeign, own, textOf } from '../foreign.js'
import { plainText } from './plain-text.js'
import { bytesOf, modelPlace } from './model-place.js'

/**
 * Reads `model-list.json`: `{ models: [{ name, type, base, save_path, reference, filename, url, size }] }`; there is no hash in it.
 * Entries that stand for a whole repository (`<huggingface>`) or lack name or address are left out.
 */
export function readModels(value: unknown, from: string): ListedModel[] {
  const entries = isForeign(value) ? own(value, 'models') : null
  return Array.isArray(entries) ? entries.flatMap((entry: unknown) => modelOf(entry, from)) : []
}

function modelOf(entry: unknown, from: string): ListedModel[] {
  if (!isForeign(entry)) return []
  const text = (key: string) => textOf(own(entry, key))
  const [name, url] = [text('filename'), text('url')]
  if (name === null || url === null || /[/\\:<>]/.test(name) || !/^https?:\/\//i.test(url)) return []
  return [
    {
      name,
      title: plainText(text('name') ?? name),
      url,
      page: text('reference'),
      directory: modelPlace(text('save_path'), text('type')),
      base: text('base'),
      size: bytesOf(text('size')),
      from,
    },
  ]
}

/** By file name, lower case, in the list's order. */
export function modelsByName(models: readonly ListedModel[]): Map<string, ListedModel[]> {
  const byName = new Map<string, ListedModel[]>()
  for (const model of models) {
    const name = model.name.toLowerCase()
    const known = byName.get(name)
    if (known === undefined) byName.set(name, [model])
    else known.push(model)
  }
  return byName
}
