import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { Stage } from './open-stage.ts'
import { addWhatIsKnown, serveWhatIsRed, settingsFor, type RedHosts, type RedOptions } from './red-workflow.ts'
import type { Sidecar } from './sidecar.ts'

export interface RedStage extends Stage {
  hosts: RedHosts
  /** Starts the sidecar (again), with the stand-ins as its sources. */
  begin(): Promise<Sidecar>
  /** Restarts ComfyUI as a person does, which takes longer than the sidecar needs to see it. */
  restartHost(sidecar: Sidecar): Promise<void>
}

/** The stage on which `redWorkflow` is played: what it lacks is on hosts that this sidecar may ask, the catalogue knows the repository of one pack, and the input folder has a picture to take. */
export async function makeRedStage(stage: Stage, options: RedOptions = {}): Promise<RedStage> {
  const hosts = await serveWhatIsRed(options)
  const { installation, host } = stage
  addWhatIsKnown(installation)
  mkdirSync(installation.state, { recursive: true })
  writeFileSync(join(installation.state, 'sources.yaml'), settingsFor(hosts))
  const healthOf = async ({ pageUrl }: Sidecar) => (await fetch(new URL('/health', pageUrl))).json()
  return {
    ...stage,
    hosts,
    begin: () => stage.start('address', { GREENLIGHT_ALLOW_HOSTS: hosts.host }),
    restartHost: async (sidecar) => host.restart?.(() => expect.poll(() => healthOf(sidecar)).toMatchObject({ status: 'degraded' })),
  }
}
