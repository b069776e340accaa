import type { ProviderFile } from '../../core/ports.js'
import { escapePart, escapePath, fileNameOf, plainName } from '../../core/provider-names.js'
import type { ListedFile } from './list-files.js'
import type { Repository } from './repository.js'

export interface Place {
  /** `owner/name` */
  readonly id: string
  readonly revision: string
  readonly about: Repository | null
}

/** Null where the path ends in no proper name. ModelScope knows no model folders. */
export function makeFile(endpoint: string, { id, revision, about }: Place, file: ListedFile): ProviderFile | null {
  const name = plainName(fileNameOf(file.path))
  if (name === null) return null
  const page = `${endpoint}/models/${escapePath(id)}`
  const access = about?.access ?? 'open'
  return {
    provider: 'modelscope',
    name,
    url: `${page}/resolve/${escapePart(file.commit ?? revision)}/${escapePath(file.path)}`,
    page,
    size: file.size,
    sizeExact: file.size !== null,
    hashes: file.sha256 === null ? {} : { sha256: file.sha256 },
    directory: null,
    base: about?.base ?? null,
    licence: about?.licence ?? null,
    access,
    revision: file.commit,
    ...(access === 'open' ? {} : { tells: [tellOf(access, id)] }),
  }
}

function tellOf(access: ProviderFile['access'], id: string): string {
  const wants = access === 'licence' ? 'wants you to log in and to agree to terms on the page of' : 'wants a login for'
  return `ModelScope ${wants} ${id}.`
}
