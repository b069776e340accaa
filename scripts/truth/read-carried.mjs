/** Texts of JSON that a file carries: the file itself, or the uncompressed text chunks of a PNG. Other carriers: none. */
export function textsIn(bytes) {
  if (bytes.readUInt32BE(0) !== 0x89504e47) return [bytes.toString('utf8')]
  const texts = []
  for (let at = 8; at + 12 <= bytes.length; ) {
    const size = bytes.readUInt32BE(at)
    const kind = bytes.toString('latin1', at + 4, at + 8)
    const body = bytes.subarray(at + 8, at + 8 + size)
    if (kind === 'tEXt') texts.push(body.toString('latin1').replace(/^[^\0]*\0/, ''))
    if (kind === 'iTXt') texts.push(body.toString('utf8').replace(/^[^\0]*\0\0\0[^\0]*\0[^\0]*\0/, ''))
    at += size + 12
  }
  return texts
}

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Every object of a JSON value, in the order of the text; what lies below `skip` is left out. */
function objectsIn(value, skip) {
  const found = []
  const open = [value]
  while (open.length > 0) {
    const next = open.pop()
    if (next === null || typeof next !== 'object') continue
    if (!Array.isArray(next)) found.push(next)
    const inner = Object.entries(next).filter(([key]) => key !== skip)
    open.push(...inner.map(([, value]) => value).reverse())
  }
  return found
}

/** Node types that a file's graph and prompt use: what only a group node's definition holds is used when a group is. */
export function typesInUse(bytes) {
  const read = (skip) => textsIn(bytes).flatMap((text) => objectsIn(parse(text), skip).flatMap(({ type, class_type: asked }) => [type, asked]))
  const plain = new Set(read('groupNodes').filter(said))
  return [...plain].some((type) => /^workflow[>/]/.test(type)) ? new Set(read().filter(said)) : plain
}

/**
 * What a file says of itself, read without Greenlight: packs that nodes of a type declare (`id:...`, `owner/name`), and the model
 * entries that it embeds. `{declared: Map(type -> names), models: [{name, directory, url}]}`
 */
export function readCarried(bytes) {
  const declared = new Map()
  const models = new Map()
  for (const text of textsIn(bytes)) {
    const root = parse(text)
    for (const object of objectsIn(root)) {
      const { type, properties } = object
      if (typeof type === 'string' && properties !== null && typeof properties === 'object') {
        for (const name of packsOf(properties)) declared.set(type, new Set([...(declared.get(type) ?? []), name]))
        noteModels(properties.models, models, true)
      }
    }
    noteModels(root?.models, models, false)
  }
  return { declared, models: [...models.values()] }
}

const said = (value) => typeof value === 'string' && value !== ''

function packsOf({ cnr_id: id, aux_id: repository }) {
  if (said(id)) return id === 'comfy-core' ? [] : [`id:${id}`]
  return said(repository) ? [repository] : []
}

function noteModels(entries, models, atNode) {
  if (!Array.isArray(entries)) return
  for (const { name, directory, url } of entries.filter((entry) => said(entry?.name) && said(entry.directory) && said(entry.url))) {
    const key = JSON.stringify([name, directory, url])
    models.set(key, { name, directory, url, atNode: atNode || models.get(key)?.atNode === true })
  }
}
