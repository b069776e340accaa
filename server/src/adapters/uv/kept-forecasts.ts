import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { PackageChangeSchema } from '@greenlight/shared/plan-effects'
import * as v from 'valibot'
import type { Forecast } from '../../core/change-ports.js'

const KeptSchema = v.object({
  at: v.number(),
  forecast: v.object({
    ok: v.literal(true),
    changes: v.array(PackageChangeSchema),
    hosts: v.array(v.string()),
    bytes: v.nullable(v.number()),
    says: v.array(v.string()),
  }),
})

export interface KeptForecastParts {
  readonly now: () => number
  readonly maxAgeMs: number
  readonly writeAtomically: (file: string, text: string) => Promise<void>
}

/** Forecasts kept by key (DOCK-59): `<folder>/<64 hex>.json`. What is damaged or older than `maxAgeMs` counts as nothing; nothing here rejects. */
export function createKeptForecasts(folder: string, { now, maxAgeMs, writeAtomically }: KeptForecastParts) {
  const fileOf = (key: string) => path.join(folder, `${key.replace(/^sha256:/, '')}.json`)
  return {
    async load(key: string): Promise<Forecast | null> {
      try {
        const kept = v.safeParse(KeptSchema, JSON.parse(await readFile(fileOf(key), 'utf8')))
        if (!kept.success) return null
        const age = now() - kept.output.at
        return age >= 0 && age < maxAgeMs ? kept.output.forecast : null
      } catch {
        return null
      }
    },
    async save(key: string, forecast: Forecast): Promise<void> {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        await writeAtomically(fileOf(key), JSON.stringify({ at: now(), forecast }))
      } catch {
        // It is worked out again next time.
      }
    },
  }
}
