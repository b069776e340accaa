import type { Problem } from '@greenlight/shared/problem'
import { texts } from '../messages/index.js'
import type { InspectBody } from './host.js'

/** Bytes that a request may carry; base64 makes four of three. */
const limit = 64 * 1024 * 1024
const room = 64 * 1024

export type Dropped = { ok: true; body: InspectBody } | { ok: false; problem: Problem }

/**
 * A dropped file as a question. JSON text goes as it is, so that its nodes can be explained too; everything else, and JSON
 * that this browser cannot parse, goes as bytes for the sidecar to judge. Nothing is thrown: a folder is a problem.
 */
export async function readDropped(file: File): Promise<Dropped> {
  const { problems } = texts
  const { name, size } = file
  if (size === 0) return { ok: false, problem: problems.fileEmpty }
  if (size > limit - room) return { ok: false, problem: problems.fileTooLarge(name, limit) }
  try {
    if (/\.json$/i.test(name)) {
      const workflow = parse(await file.text())
      if (workflow !== undefined) return { ok: true, body: { name, workflow } }
    }
    const mostBytes = Math.floor((limit - room) / 4) * 3
    if (size > mostBytes) return { ok: false, problem: problems.fileTooLarge(name, mostBytes) }
    return { ok: true, body: { name, base64: await asBase64(file) } }
  } catch {
    return { ok: false, problem: problems.fileUnreadable(name) }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function asBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onerror = () => reject(new Error('The file cannot be read.'))
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.readAsDataURL(file)
  })
}
