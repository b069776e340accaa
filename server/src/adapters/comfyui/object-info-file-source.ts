import { readFile, stat } from 'node:fs/promises'
import type { Problem } from '@greenlight/shared/problem'
import { type Installed, nothingInstalled } from '../../core/installed.js'
import type { InstalledSource } from '../../core/ports.js'
import { problem } from '../../problems.js'
import { modelsFromDefinitions } from './models-from-definitions.js'
import { packsFromDefinitions } from './packs-from-definitions.js'
import { parseObjectInfo } from './parse-object-info.js'

const maxBytes = 64 * 1024 * 1024

/** A saved `/object_info` answer (`--object-info FILE`). Its combos are the model lists; with a problem, `definitions` is null. */
export function createObjectInfoFileSource(path: string): InstalledSource {
  return {
    async read() {
      const text = await readBounded(path)
      if (typeof text !== 'string') return failed(text)
      const read = parseObjectInfo(text)
      if (!read.ok) return failed(problem('OBJECT_INFO_UNREADABLE', { path, because: read.because }))
      const { definitions, problems } = read
      return {
        ...nothingInstalled,
        objectInfo: 'file',
        definitions,
        nodePacks: packsFromDefinitions(definitions).packs,
        models: modelsFromDefinitions(definitions),
        problems,
      }
    },
  }
}

function failed(told: Problem): Installed {
  return { ...nothingInstalled, problems: [told] }
}

async function readBounded(path: string): Promise<string | Problem> {
  try {
    const found = await stat(path)
    if (!found.isFile()) return problem('OBJECT_INFO_UNREADABLE', { path, because: 'it is no file' })
    if (found.size > maxBytes) return problem('FILE_TOO_LARGE', { path, limit: '64 MiB' })
    return decode(await readFile(path))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return code === 'ENOENT'
      ? problem('PATH_NOT_FOUND', { path })
      : problem('OBJECT_INFO_UNREADABLE', { path, because: code })
  }
}

/** PowerShell's redirection writes UTF-16 with a mark. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes)
}
