import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type PlanDocument, PlanDocumentSchema, type Proposed, ProposedSchema, type Want } from '@greenlight/shared/plans'
import * as v from 'valibot'
import { treeOf } from '../../../use-cases/change/testing/tree-of.js'
import { checkpoint, comfyuiWith, modelLike, workflowOf } from '../../models/testing/comfyui-with.js'
import { serveGreenlight } from '../../models/testing/run-greenlight.js'

const moved = 'models/checkpoints/лежит не там.safetensors'

/** A ComfyUI with a misplaced model and two node packs, a sidecar on it, and what both tiers may say to it. */
export async function planSidecar() {
  const place = await comfyuiWith({
    [moved]: modelLike('diffusers-sdxl'),
    'models/loras/b.safetensors': modelLike('lora-sd1'),
    'custom_nodes/some pack/__init__.py': 'NODE_CLASS_MAPPINGS = {}\r\n',
    'custom_nodes/ünother.disabled/__init__.py': 'NODE_CLASS_MAPPINGS = {}\n',
    'user/default/workflows/a.json': workflowOf(checkpoint('лежит не там.safetensors')),
  })
  const sidecar = await serveGreenlight(place)
  const operator = (await readFile(join(place.state, 'operator.token'), 'utf8')).trim()
  const { port } = JSON.parse(await readFile(join(place.state, 'sidecar.json'), 'utf8')) as { port: number }

  async function own(method: 'GET' | 'POST', path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
    const headers = { 'authorization': `Bearer ${operator}`, 'content-type': 'application/json' }
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    return { status: answer.status, body: await answer.json() }
  }

  return {
    place,
    panel: sidecar,
    own,
    /** All files of the ComfyUI with their bytes and times. */
    tree: () => treeOf(place.comfyui),
    move: (to = 'vae'): Want => ({ want: 'move-model', from: place.inComfyui(moved), directory: to, name: 'лежит не там.safetensors', nodes: [] }),
    async propose(...wants: readonly Want[]): Promise<Proposed> {
      const { body } = await sidecar.post('/plans', { wants })
      return v.parse(ProposedSchema, body)
    },
    async show(id: string): Promise<PlanDocument> {
      return v.parse(PlanDocumentSchema, (await sidecar.get(`/plans/${id}`)).body)
    },
    /** Waits until the run is at rest. */
    async ended(id: string): Promise<PlanDocument['run']> {
      for (;;) {
        const { run } = v.parse(PlanDocumentSchema, (await sidecar.get(`/plans/${id}`)).body)
        if (!['approved', 'running'].includes(run.state)) return run
        await new Promise((done) => setTimeout(done, 20))
      }
    },
    async [Symbol.asyncDispose]() {
      await sidecar[Symbol.asyncDispose]()
      await place[Symbol.asyncDispose]()
    },
  }
}

export type PlanSidecar = Awaited<ReturnType<typeof planSidecar>>
