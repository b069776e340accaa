import type { EndpointName } from '@greenlight/shared/api'
import type { GreenlightEvent } from '@greenlight/shared/event'
import type { Problem } from '@greenlight/shared/problem'
import type { Asked, Sidecar } from '../sidecar/client.js'
import { findEndpoint } from '../sidecar/find-endpoint.js'
import { readAnswer } from '../sidecar/read-answer.js'

type Unnumbered = GreenlightEvent extends infer E ? (E extends GreenlightEvent ? Omit<E, 'seq'> : never) : never

export interface ScriptedSidecar {
  sidecar: Sidecar
  /** What was asked, in order, without the reading of the connection itself. */
  asked: { name: EndpointName; params?: Asked['params']; body?: unknown }[]
  bodies: (name: EndpointName) => unknown[]
  emit: (event: Unnumbered) => void
}

export class Refused {
  constructor(
    readonly problem: Problem,
    readonly status = 409,
  ) {}
}

/** A sidecar that answers as the test says, by the real client's reading of answers and events. What it has no answer for stays unanswered. */
export function scriptSidecar(answers: Partial<Record<EndpointName, (asked: Asked) => unknown>>): ScriptedSidecar {
  const asked: ScriptedSidecar['asked'] = []
  const frames = new TextEncoder()
  let stream: ReadableStreamDefaultController<Uint8Array> | null = null
  let seq = 0

  async function answer(name: EndpointName, question: Asked): Promise<Response> {
    if (name === 'ready') return Response.json({ ready: true, version: '0.1.0', protocol: 1, installation: '/opt/ComfyUI', page: 'http://127.0.0.1:8189/' })
    const given = await answers[name]?.(question)
    if (given === undefined) return new Promise<never>(() => {})
    return given instanceof Refused ? Response.json(given.problem, { status: given.status }) : Response.json(given)
  }

  return {
    asked,
    bodies: (name) => asked.filter((one) => one.name === name).map(({ body }) => body),
    emit: (event) => stream?.enqueue(frames.encode(`data: ${JSON.stringify({ ...event, seq: ++seq })}\n\n`)),
    sidecar: {
      async call(name, question = {}) {
        const { params, body } = question
        if (name !== 'ready') asked.push({ name, ...(params === undefined ? {} : { params }), ...(body === undefined ? {} : { body }) })
        const endpoint = await findEndpoint(name)
        if (endpoint === null) throw new Error(`no endpoint ${name}`)
        return readAnswer(await answer(name, question), endpoint.reply)
      },
      listen: async () => ({ ok: true, value: new Response(new ReadableStream({ start: (controller) => void (stream = controller) })) }),
    },
  }
}
