/**
 * Names, in the folder of a model, of files that may say where it is from: sorted, `/` separated. `modelName`: its base name. A
 * disk that does not tell cases apart may spell them otherwise.
 */
export function companionNames(modelName: string): string[] {
  const base = baseName(modelName)
  if (base === '') return []
  const stem = stemOf(base)
  const beside = jsonEndings.map((ending) => stem + ending)
  return [
    ...new Set([...beside, `${stem}.sha256`, `${base}.sha256`, `.cache/huggingface/download/${base}.metadata`]),
  ].sort()
}

export const jsonEndings = [
  '.civitai.info',
  '.cm-info.json',
  '.cminfo.json',
  '.json',
  '.metadata.json',
  '.swarm.json',
] as const

export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}

/** Without the last ending: `v1.5.safetensors` is `v1.5`. */
export function stemOf(name: string): string {
  const point = name.lastIndexOf('.')
  return point > 0 ? name.slice(0, point) : name
}
