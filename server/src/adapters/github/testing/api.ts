import { type AskedOfStandIn, nothingThere, type Said, startStandIn, type StandIn } from '../../testing/stand-in.js'

export interface ServedRepository {
  /** A renamed one is at this name now. */
  readonly movedTo?: string
  readonly id?: number
  readonly license?: unknown
  readonly releases?: Readonly<Record<string, readonly unknown[]>>
  /** Text of files, by path. */
  readonly files?: Readonly<Record<string, string>>
  readonly commits?: Readonly<Record<string, string>>
}

const quota = {
  'x-ratelimit-limit': '60',
  'x-ratelimit-remaining': '57',
  'x-ratelimit-reset': '1795248090',
  etag: 'W/"1"',
}
/** Content is there up to 1 MB only. */
const mostContent = 1_000_000

/** GitHub's REST API, as far as it tells of files: repositories (also renamed), releases, contents, commits. */
export function startGitHub(repositories: Readonly<Record<string, ServedRepository>>): Promise<StandIn> {
  return startStandIn((asked, url) => {
    const said = answer(repositories, asked, url)
    return { ...said, headers: { ...quota, ...said.headers } }
  })
}

const missing: Said = {
  ...nothingThere,
  body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' },
}

function answer(
  repositories: Readonly<Record<string, ServedRepository>>,
  { path, query }: AskedOfStandIn,
  url: string,
): Said {
  const byId = /^\/repositories\/(\d+)(\/.*)?$/.exec(path)
  const named = /^\/repos\/([^/]+\/[^/]+)(\/.*)?$/.exec(path)
  const id =
    named?.[1] ??
    Object.entries(repositories).find(([, one]) => String(one.id) === byId?.[1] && one.movedTo === undefined)?.[0]
  const one = id === undefined ? undefined : repositories[id]
  const rest = named?.[2] ?? byId?.[2] ?? ''
  if (id === undefined || one === undefined) return missing
  if (one.movedTo !== undefined)
    return {
      status: 301,
      headers: { location: `${url}/repositories/${one.id ?? 0}${rest}` },
      body: { message: 'Moved Permanently', url: 'x', documentation_url: 'x' },
    }
  if (rest === '')
    return {
      body: {
        id: one.id,
        name: id.split('/')[1],
        full_name: id,
        default_branch: 'main',
        archived: false,
        license: one.license ?? null,
      },
    }
  if (rest.startsWith('/releases/')) return release(id, one, rest.slice('/releases/'.length))
  if (rest.startsWith('/commits/')) {
    const sha = one.commits?.[rest.slice('/commits/'.length)]
    return sha === undefined
      ? { status: 422, body: { message: 'No commit found for SHA' } }
      : { body: { sha, commit: {} } }
  }
  return rest.startsWith('/contents/') ? contents(one, rest.slice('/contents/'.length), query.get('ref')) : missing
}

function release(id: string, { releases = {} }: ServedRepository, which: string): Said {
  const tag = which === 'latest' ? Object.keys(releases).at(-1) : which.replace(/^tags\//, '')
  const assets = tag === undefined ? undefined : releases[tag]
  return assets === undefined
    ? missing
    : {
        body: {
          tag_name: tag,
          html_url: `https://github.com/${id}/releases/tag/${tag ?? ''}`,
          published_at: '2026-01-01T00:00:00Z',
          assets,
        },
      }
}

function contents({ files = {}, commits = {} }: ServedRepository, path: string, ref: string | null): Said {
  if (ref !== null && commits[ref] === undefined && !Object.values(commits).includes(ref)) return missing
  const text = files[path]
  const below = Object.keys(files).filter((name) => name.startsWith(`${path}/`))
  if (text === undefined)
    return below.length === 0
      ? missing
      : { body: below.map((name) => ({ type: 'file', name: name.slice(path.length + 1), path: name, size: 130 })) }
  const large = Buffer.byteLength(text) > mostContent
  return {
    body: {
      type: 'file',
      name: path.slice(path.lastIndexOf('/') + 1),
      path,
      sha: '0'.repeat(40),
      size: Buffer.byteLength(text),
      encoding: large ? 'none' : 'base64',
      content: large ? '' : Buffer.from(text).toString('base64').replace(/.{60}/g, '$&\n'),
    },
  }
}
