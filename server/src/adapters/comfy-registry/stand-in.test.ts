import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { differences, type OpenApi } from './testing/open-api.js'
import { oddPacks } from './testing/odd-packs.js'
import { startRegistry } from './testing/stand-in.js'

const document = fileURLToPath(
  new URL('../../../../../shared/data/registry/comfy-registry/openapi-nodes-subset.json', import.meta.url),
)
const isThere = existsSync(document)
interface Json {
  readonly [key: string]: Json | undefined
}

/** The document says `Error` for unknown versions, and the service keeps to it. */
const questions: [route: string, path: string, status: number][] = [
  ['/nodes', '/nodes', 200],
  ['/nodes', '/nodes?page=2&limit=3', 200],
  ['/nodes/search', '/nodes/search?search=odd', 200],
  ['/nodes/search', '/nodes/search?comfy_node_search=ksampler', 200],
  ['/nodes/{nodeId}', '/nodes/odd-names', 200],
  ['/nodes/{nodeId}', '/nodes/never-published', 200],
  ['/nodes/{nodeId}', '/nodes/mixed_case.pack', 302],
  ['/nodes/{nodeId}', '/nodes/banned-pack', 403],
  ['/nodes/{nodeId}', '/nodes/no', 404],
  ['/nodes/{nodeId}/versions', '/nodes/text-order/versions', 200],
  ['/nodes/{nodeId}/versions', '/nodes/banned-pack/versions', 403],
  ['/nodes/{nodeId}/versions', '/nodes/no/versions', 404],
  ['/nodes/{nodeId}/versions/{versionId}', '/nodes/text-order/versions/1.9.0', 200],
  ['/nodes/{nodeId}/versions/{versionId}', '/nodes/text-order/versions/7', 404],
  ['/nodes/{nodeId}/versions/{version}/comfy-nodes', '/nodes/odd-names/versions/0.1.0/comfy-nodes?limit=5', 200],
  ['/nodes/{nodeId}/versions/{version}/comfy-nodes', '/nodes/odd-names/versions/7/comfy-nodes', 404],
  ['/nodes/{nodeId}/install', '/nodes/odd-names/install', 200],
  ['/comfy-nodes/{comfyNodeName}/node', '/comfy-nodes/a%2Fb/node', 200],
  ['/comfy-nodes/{comfyNodeName}/node', '/comfy-nodes/none/node', 404],
  ['/comfy-nodes', '/comfy-nodes?node_id=large-pack&pageSize=7', 200],
  ['/versions', '/versions?nodeId=text-order&pageSize=2', 200],
]

describe.skipIf(!isThere)("the stand-in against the service's own document", () => {
  const api = JSON.parse(isThere ? readFileSync(document, 'utf8') : '{}') as OpenApi

  it.each(questions)('%s: %s gives %i', async (route, path, status) => {
    await using standIn = await startRegistry(oddPacks)
    const answer = await fetch(standIn.url + path, { redirect: 'manual' })
    expect(answer.status).toBe(status)
    if (status === 302) expect(answer.headers.get('location')).toBe('/nodes/Mixed_Case.Pack')
    const text = await answer.text()
    expect(differences(api, route, 'get', status, text === '' ? {} : JSON.parse(text))).toEqual([])
  })

  it('answers many versions at once', async () => {
    await using standIn = await startRegistry(oddPacks)
    const body = JSON.stringify({
      node_versions: [
        { node_id: 'odd-names', version: '0.1.0' },
        { node_id: 'no', version: '1' },
      ],
    })
    const answer = await fetch(`${standIn.url}/bulk/nodes/versions`, { method: 'POST', body })
    expect(differences(api, '/bulk/nodes/versions', 'post', 200, await answer.json())).toEqual([])
  })

  it('has every field of a pack, a version and a node type that the document has', async () => {
    await using standIn = await startRegistry(oddPacks)
    const jsonAt = async (path: string): Promise<Json> => (await (await fetch(standIn.url + path)).json()) as Json
    const keysOf = (value: Json | undefined): string[] => Object.keys(value ?? {}).sort()
    const known = (name: string): string[] => Object.keys(api.components.schemas[name]?.properties ?? {}).sort()
    const node = await jsonAt('/nodes/odd-names')
    expect(keysOf(node)).toEqual(known('Node'))
    expect(keysOf(node.latest_version)).toEqual(known('NodeVersion'))
    expect(keysOf(node.publisher)).toEqual(known('Publisher'))
    expect(keysOf((await jsonAt('/nodes/odd-names/versions/0.1.0/comfy-nodes')).comfy_nodes?.[0])).toEqual(
      known('ComfyNode'),
    )
  })

  it('would notice a field that is no longer so', () => {
    expect(differences(api, '/nodes', 'get', 200, { nodes: [{ id: 7, status: 'x', stars: 1 }] })).toEqual([
      '$.nodes[0].id: number instead of string',
      '$.nodes[0].status: "x" is none of its words',
      '$.nodes[0].stars: unknown',
    ])
  })
})

it('counts installations and shows the latest by text, as the service does', async () => {
  await using standIn = await startRegistry(oddPacks)
  expect(await (await fetch(`${standIn.url}/nodes/text-order`)).json()).toMatchObject({
    latest_version: { version: '1.9.0' },
  })
  expect(standIn.installations()).toBe(0)
  await fetch(`${standIn.url}/nodes/text-order/install`)
  expect(standIn.installations()).toBe(1)
})
