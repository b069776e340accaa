import { describe, expect, it } from 'vitest'
import { countNetwork } from '../testing/count-network.js'
import { refusalOf } from '../testing/open-host.js'
import { serve } from '../testing/serve.js'
import { askFor, modelBytes, openTestTransfers } from './testing/open-test-transfers.js'
import { proper, redirectTo, serveScripts } from './testing/serve-file.js'

const bytes = modelBytes(300_000)
const token = 'hf_canary0123456789'
const soon = () => AbortSignal.timeout(10_000)

describe('who may be asked', () => {
  it.each([
    ['a source that is off', 'https://civitai.com/api/download/models/1', 'SOURCE_OFF: civitai'],
    ['a host that nobody named', 'https://files.example.org/x.safetensors', 'POLICY_REFUSED: Your policy refuses a download from files.example.org: this host is not named (rule hosts).'],
    ['another folder of a store', 'https://storage.googleapis.com/other/x.zip', 'POLICY_REFUSED'],
    ["the registry's folder of it", 'https://storage.googleapis.com/comfy-registry/a/b/1.0.0/node.zip', 'SOURCE_OFF: comfy-registry'],
    ['a name that only looks alike', 'https://huggingface.co.example.org/x', 'POLICY_REFUSED'],
    ['this machine', 'http://127.0.0.1:9/x', 'POLICY_REFUSED'],
    ['a file', 'file:///etc/passwd', 'SOURCE_REFUSED_ADDRESS'],
    ['no address', 'model.safetensors', 'SOURCE_REFUSED_ADDRESS'],
    ['a name and a password', `https://me:${token}@huggingface.co/x`, 'SOURCE_REFUSED_ADDRESS'],
  ])('%s: no socket, no name look-up, no file', async (_, url, says) => {
    await using test = await openTestTransfers()
    const network = await countNetwork(async () => {
      for (const work of [test.transfers.fetch(askFor(test.part, url, bytes), { signal: soon() }), test.transfers.probe(url, soon())]) {
        const refusal = await refusalOf(work)
        expect(refusal).toContain(says)
        expect(refusal).not.toContain('canary')
      }
    })
    expect([network, test.lookUps, test.lines, await test.names()]).toEqual([{ sockets: 0, lookUps: 0 }, [], [], []])
  })

  it('a source set to ask only when it is meant', async () => {
    await using origin = await serveScripts([proper(bytes)])
    await using test = await openTestTransfers({ source: { endpoint: `https://mirror.test:${origin.port}`, use: 'ask' } })
    const ask = askFor(test.part, origin.file, bytes)
    expect(await refusalOf(test.transfers.fetch(ask, { signal: soon() }))).toMatch(/^SOURCE_OFF/)
    expect(await refusalOf(test.transfers.fetch({ ...ask, ask: ['civitai'] }, { signal: soon() }))).toMatch(/^SOURCE_OFF/)
    expect(await test.transfers.fetch({ ...ask, ask: ['huggingface'] }, { signal: soon() })).toMatchObject({ fetched: bytes.length })
  })

  it('a source that the policy leaves out is refused', async () => {
    await using test = await openTestTransfers({ rules: { allowedSources: ['civitai'] } })
    expect(await refusalOf(test.transfers.fetch(askFor(test.part, 'https://huggingface.co/a/b/resolve/main/x', bytes), { signal: soon() }))).toContain('(rule allowed_sources)')
  })

  it('hosts of the policy, and those named for this process, which may be plain http', async () => {
    await using origin = await serveScripts([proper(bytes)], 'cdn.test')
    await using plain = await serve((request, answer) => proper(bytes)(request, answer, 1))
    await using test = await openTestTransfers({ rules: { hosts: [`cdn.test:${origin.port}`] }, parts: { allow: new Set([`127.0.0.1:${plain.port}`]) } })
    expect(await test.transfers.fetch(askFor(test.part, origin.file, bytes), { signal: soon() })).toMatchObject({ from: `cdn.test:${origin.port}` })
    await test.transfers.discard(test.part)
    expect(await test.transfers.fetch(askFor(test.part, `${plain.url}/x.safetensors`, bytes), { signal: soon() })).toMatchObject({ from: `127.0.0.1:${plain.port}` })
    expect(test.lines.map(({ source, purpose }) => [source, purpose])).toEqual([['other', 'download of a file'], ['other', 'download of a file']])
  })

  it('a host of the policy that is private, or plain http, is not asked', async () => {
    await using sink = await serve((_, answer) => answer.end('no'))
    await using test = await openTestTransfers({ rules: { hosts: [`127.0.0.1:${sink.port}`, '10.0.0.1', 'inner.test'] }, parts: { lookUp: async () => [{ address: '192.168.1.5', family: 4 }] } })
    for (const url of [`http://127.0.0.1:${sink.port}/x`, 'https://10.0.0.1/x', 'http://inner.test/x', 'https://inner.test/x']) {
      expect(await refusalOf(test.transfers.fetch(askFor(test.part, url, bytes), { signal: soon() }))).toMatch(/^SOURCE_REFUSED_ADDRESS/)
    }
  })

  it('asks the mirror that the user named for a file of its source', async () => {
    await using origin = await serveScripts([proper(bytes)])
    await using test = await openTestTransfers({ source: { endpoint: `https://mirror.test:${origin.port}` } })
    await test.transfers.fetch(askFor(test.part, 'https://huggingface.co/a/b/resolve/main/model.safetensors', bytes), { signal: soon() })
    expect(test.lines.map(({ host }) => host)).toEqual([`mirror.test:${origin.port}`])
    expect(origin.heads[0]).toMatch(/^\/a\/b\/resolve\/main\/model\.safetensors\n/)
  })
})

describe('the token', () => {
  it('goes to the source alone: a second host gets none of it, by header, cookie or address', async () => {
    await using second = await serveScripts([proper(bytes)], 'cdn.test')
    const away = `https://cdn.test:${second.port}/file?sig=1&echo=${token}`
    await using origin = await serveScripts([redirectTo('/again'), redirectTo(away)])
    await using test = await openTestTransfers({ source: { endpoint: `https://mirror.test:${origin.port}`, token } })
    await test.transfers.fetch(askFor(test.part, origin.file, bytes), { signal: soon() })
    expect(origin.heads.map((head) => head.includes(`Bearer ${token}`))).toEqual([true, true])
    expect(second.heads.join()).not.toContain('canary')
    expect(second.heads[0]?.split('\n').filter((_, at) => at % 2 === 1).map((name) => name.toLowerCase()).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent'])
    expect(second.heads[0]).toMatch(/^\/file\?sig=1\n/)
    expect(test.lines.map(({ host, status }) => [host.split(':')[0], status])).toEqual([['mirror.test', 302], ['mirror.test', 302], ['cdn.test', 200]])
    expect(test.lines[2]?.received).toBeGreaterThan(bytes.length)
    expect(JSON.stringify(test.lines)).not.toContain('canary')
  })

  it.each([301, 302, 303, 307, 308])('does not come back after %d to another port and back', async (status) => {
    let home = ''
    await using second = await serve((_, answer) => answer.writeHead(status, { location: `${home}/3` }).end())
    const seen: string[] = []
    await using origin = await serve((request, answer) => {
      seen.push(`${request.url} ${request.headers.authorization === undefined ? 'bare' : 'token'}`)
      if (request.url === '/1') return answer.writeHead(status, { location: `${second.url}/2` }).end()
      proper(bytes)(request, answer, 1)
    })
    home = origin.url
    await using test = await openTestTransfers({ source: { endpoint: origin.url, token } })
    await test.transfers.fetch(askFor(test.part, `${origin.url}/1`, bytes), { signal: soon() })
    expect(seen).toEqual(['/1 token', '/3 bare'])
  })

  it.each(['/x/TOKEN', '/x?a=1#TOKEN', '/x?TOKEN', '/x?a=TOKEN'])('is not in an address %s of another host', async (path) => {
    await using second = await serveScripts([proper(bytes)], 'cdn.test')
    await using origin = await serveScripts([redirectTo(`https://cdn.test:${second.port}${path.replace('TOKEN', token)}`)])
    await using test = await openTestTransfers({ source: { endpoint: `https://mirror.test:${origin.port}`, token } })
    await test.transfers.fetch(askFor(test.part, origin.file, bytes), { signal: soon() }).catch(() => undefined)
    expect(second.heads.join()).not.toContain('canary')
  })
})

describe('names', () => {
  it('are asked for once a hop, and the answer is where the connection goes', async () => {
    await using origin = await serveScripts([proper(bytes)])
    const answers = ['93.184.215.14', '127.0.0.1']
    let asked = 0
    await using test = await openTestTransfers({
      source: { endpoint: `https://mirror.test:${origin.port}` },
      parts: { lookUp: async () => [{ address: answers[asked++] ?? '127.0.0.1', family: 4 }] },
    })
    expect(await test.transfers.fetch(askFor(test.part, origin.file, bytes), { signal: soon() })).toMatchObject({ fetched: bytes.length })
    expect(asked).toBe(1)
    // The second answer would have led inside: it is refused, and nothing is sent there.
    await test.transfers.discard(test.part)
    expect(await refusalOf(test.transfers.fetch(askFor(test.part, origin.file, bytes), { signal: soon() }))).toMatch(/^SOURCE_REFUSED_ADDRESS: .*its name leads to no address of the public internet/)
    expect(origin.asked).toEqual(['GET'])
  })
})
