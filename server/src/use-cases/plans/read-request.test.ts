import { expect, it } from 'vitest'
import type { WorkflowReport } from '@greenlight/shared/report'
import { type Installed, nothingInstalled } from '../../core/installed.js'
import { readRequest } from './read-request.js'

it('takes no name for a pack from whoever asks', () => {
  const want = { want: 'install-node-pack', pack: 'https://github.com/owner/pack', types: ['A'] } as const
  const { wants } = readRequest([], { wants: [{ ...want, types: [...want.types], title: 'ComfyUI-Manager' }] }, nothingInstalled)
  expect(wants).toEqual([want])
})

it('says that a workflow was judged by what ComfyUI said earlier', () => {
  const report = { workflow: { path: 'a.json', format: 'ui', nodes: 0, digest: '' }, verdict: 'ready', nodeTypes: [], models: [], inputs: [], findings: [], notes: [], problems: [] } satisfies WorkflowReport
  const asked = [{ report, workflow: null, file: null }]
  const told = (objectInfo: Installed['objectInfo']) => readRequest(asked, {}, { ...nothingInstalled, objectInfo, recordedAt: '2026-11-21T14:58:52.652Z' }).warnings
  expect(told('recorded')).toMatchObject([{ code: 'OLDER_FACTS', message: expect.stringContaining('of 2026-11-21') as unknown }])
  expect(told('live')).toEqual([])
})
