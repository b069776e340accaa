import { expect, it } from 'vitest'
import { nothingInstalled } from '../../core/installed.js'
import { readRequest } from './read-request.js'

it('takes no name for a pack from whoever asks', () => {
  const want = { want: 'install-node-pack', pack: 'https://github.com/owner/pack', types: ['A'] } as const
  const { wants } = readRequest([], { wants: [{ ...want, types: [...want.types], title: 'ComfyUI-Manager' }] }, nothingInstalled)
  expect(wants).toEqual([want])
})
