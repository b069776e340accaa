import type { ModelProvider, OutsideHost, ProviderAnswer } from '../../core/ports.js'
import { addressAt, type AddressOf, unusableAddress } from '../../core/provider-address.js'
import { askRepository } from './ask.js'
import { fileInRepository } from './raw-file.js'
import { filesOfRelease } from './release-files.js'

/**
 * GitHub through its API: assets of releases, files of repositories. No look-up by hash; its search of files wants an account. Two or
 * three requests an address, of 60 an hour without a token. Rejects only with the signal's reason.
 */
export function createGitHub(host: OutsideHost): ModelProvider {
  const read = (url: string) => addressAt('github', host.endpoint, url)
  return {
    name: 'github',
    get use() {
      return host.use
    },
    knows: (url) => read(url) !== null,
    async byAddress(url, { signal } = {}) {
      const address = read(url)
      if (address === null) return unusableAddress('github', url, 'it is no address of a file or a release there')
      const answer = await filesAt(host, address, signal)
      return answer === 'folder' ? unusableAddress('github', url, 'it is a folder, not a file') : answer
    },
  }
}

async function filesAt(
  host: OutsideHost,
  { owner, repo, kind, revision, path }: AddressOf<'github'>,
  signal?: AbortSignal,
): Promise<ProviderAnswer | 'folder'> {
  const id = `${owner}/${repo}`
  const about = await askRepository(host, id, signal)
  // A private repository is answered like one that does not exist.
  if (!about.ok) return about.absent ? { ok: true, files: [] } : about
  const answer =
    kind === 'release'
      ? await filesOfRelease(host, about.value, revision, path, signal)
      : await fileInRepository(host, about.value, revision, path, signal)
  const now = about.value.id
  if (answer === 'folder' || !answer.ok || now.toLowerCase() === id.toLowerCase()) return answer
  return {
    ok: true,
    files: answer.files.map((file) => ({ ...file, tells: [`The repository ${id} is called ${now} now.`] })),
  }
}
