import type { ProviderFile } from '../../core/ports.js'
import type { Access } from './access.js'
import { folderOf } from './kinds.js'
import type { VersionFile } from './read-file.js'
import type { Version } from './read-version.js'

/**
 * One file of a version. `own`: it surely is this version's; else a VAE in a model of another kind may be one that the version only
 * refers to, and then it has no file id here.
 */
export function makeFile(
  endpoint: string,
  version: Version,
  file: VersionFile,
  { access, tells }: Access,
  own = false,
): ProviderFile {
  const { modelId, modelType, base } = version
  const referred = !own && file.type?.toLowerCase() === 'vae' && modelType?.toLowerCase() !== 'vae'
  const said = [
    ...tells,
    ...(referred ? ['It comes along with this version and may belong to another model.'] : []),
    ...(file.dangerous ? ["Civitai's scan calls this file dangerous."] : []),
  ]
  return {
    provider: 'civitai',
    name: file.name,
    url: `${endpoint}/api/download/models/${version.id}${choiceOf(file, referred)}`,
    page: modelId === null ? null : `${endpoint}/models/${modelId}?modelVersionId=${version.id}`,
    size: file.bytes,
    sizeExact: file.bytesExact,
    hashes: file.hashes,
    directory: folderOf({ modelType, fileType: file.type, base, format: file.format }),
    base,
    licence: referred ? null : version.licence,
    access,
    revision: referred ? null : String(version.id),
    ...(said.length === 0 ? {} : { tells: said }),
  }
}

/** By file id, for without one the service chooses anew by its own and the account's preferences. */
function choiceOf(file: VersionFile, referred: boolean): string {
  if (file.id !== null && !referred) return `?fileId=${file.id}`
  if (file.primary) return ''
  const words = Object.entries({ type: file.type, format: file.format, size: file.size, fp: file.fp })
  const query = words.flatMap(([name, word]) =>
    word === null ? [] : [`${name}=${encodeURIComponent(word.toWellFormed())}`],
  )
  return query.length === 0 ? '' : `?${query.join('&')}`
}
