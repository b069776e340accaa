import { realpath } from 'node:fs/promises'
import { createLiveSource } from '../adapters/comfyui/live-source.js'
import { createObjectInfoFileSource } from '../adapters/comfyui/object-info-file-source.js'
import { createRecordedSource } from '../adapters/comfyui/recorded-source.js'
import { isSameInstallation } from '../adapters/comfyui/same-installation.js'
import type { Locations } from '../adapters/files/comfyui-folder/locations.js'
import { findComfyuiRoot } from '../adapters/files/comfyui-folder/find-root.js'
import { createFolderSource, locateFor } from '../adapters/files/comfyui-folder/folder-source.js'
import { createSavedWorkflows } from '../adapters/files/comfyui-folder/saved-workflows.js'
import type { SeenInstallation, SeenInstallations } from '../adapters/files/comfyui-folder/seen-installations.js'
import { readServerFlags, type ServerFlags } from '../adapters/files/comfyui-folder/server-flags.js'
import type { Installed } from '../core/installed.js'
import type { AnswerStore, Egress, InstalledSource, SavedWorkflows } from '../core/ports.js'
import { ProblemError } from '../problems.js'
import { addressOf, chooseInstallation, type Wanted } from '../use-cases/choose-installation.js'
import { readInstallation, type Sources } from '../use-cases/read-installation.js'

/** One installation, found: how to read it, and its saved workflows. */
export interface Place {
  /** A sentence for the person when something else was expected: "No ComfyUI answers at ...". */
  readonly says: string | null
  readonly root: string | null
  /** Not the person's own: what it says is true of nobody's ComfyUI. */
  readonly demo: boolean
  /** Whether a running ComfyUI is part of it, asked anew each time. */
  readonly isUp: () => Promise<boolean>
  /** The running ComfyUI that works in its folder, and the way to it, asked anew each time; null: none answers. */
  readonly comfyui: () => Promise<{ readonly url: string; readonly egress: Egress } | null>
  readonly read: (options?: Parameters<InstalledSource['read']>[0]) => Promise<Installed>
  readonly saved: SavedWorkflows
  /** Folder trees of its models, as its settings name them now. */
  readonly modelFolders: () => Promise<Pick<Locations, 'modelFolders'>>
  /** Every folder of the installation as its settings name them now; null without a root. */
  readonly locations: () => Promise<Locations | null>
  /** Where ComfyUI-Manager's lists may lie when the command line moved these folders. */
  readonly elsewhere: { readonly user?: string; readonly customNodes?: readonly string[] }
}

export interface PlaceOptions {
  readonly comfyui: string | undefined
  readonly objectInfo: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  readonly egress: Egress
  readonly store: AnswerStore
  /** Where each ComfyUI lay when it last answered. */
  readonly seen: SeenInstallations
}

const noFolders: Pick<Locations, 'modelFolders'> = { modelFolders: new Map() }
const noWorkflows: SavedWorkflows = { list: async () => [] }

/** A question to an address that nobody named must not hold up a command. Milliseconds. */
const probePatience = { other: 1500 }

/** Finds the installation in the order of contract.md; the demo is not one of them. NOT_A_COMFYUI for a folder that is none. */
export async function findPlace(options: PlaceOptions): Promise<Place> {
  // A saved node list stands for itself: mixing it with whatever runs here would judge a workflow against two machines.
  if (options.objectInfo !== undefined && options.comfyui === undefined) return placeOf(options, null, null, {})
  const wanted = chooseInstallation(options.comfyui, options.env)
  return wanted.kind === 'folder' ? findFolder(options, wanted.path) : findAddress(options, wanted)
}

async function findFolder(options: PlaceOptions, path: string): Promise<Place> {
  const found = await findComfyuiRoot(path)
  if (found === null) throw new ProblemError('NOT_A_COMFYUI', { path })
  const root = await realpath(found.root)
  const seen = await options.seen.at(root)
  const addresses = new Set([addressOf(options.env).url, ...(seen === null ? [] : [seen.url])])
  for (const url of addresses) {
    const probed = await probeAt(options, url)
    if (probed.ok && (await isSameInstallation(probed.root, root))) return placeOf(options, root, url, await flagsOf(options, probed.argv, { url, root }))
  }
  return placeOf(options, root, null, seen?.flags ?? {})
}

async function findAddress(options: PlaceOptions, wanted: Extract<Wanted, { kind: 'address' }>): Promise<Place> {
  const probed = await probeAt(options, wanted.url)
  if (probed.ok) {
    const local = probed.root === null ? null : await findComfyuiRoot(probed.root)
    const root = local === null ? null : await realpath(local.root)
    return placeOf(options, root, wanted.url, await flagsOf(options, probed.argv, { url: wanted.url, root }))
  }
  const seen = await lastSeen(options, wanted.url)
  // Where it was named it is asked again with each reading, so that its silence is a problem of that reading.
  if (seen === null) return placeOf(options, null, wanted.asked ? wanted.url : null, {}, wanted.url)
  return { ...(await placeOf(options, seen.root, null, seen.flags)), says: `${probed.problem.message} What is shown is what it was when it last answered.` }
}

/** What the command line of a running ComfyUI moved, kept for the time when it is down. */
async function flagsOf({ seen }: PlaceOptions, argv: readonly string[], { url, root }: { url: string; root: string | null }): Promise<ServerFlags> {
  const flags = readServerFlags(argv, root ?? '')
  if (root !== null) await seen.keep([url, root], { root, url, flags })
  return flags
}

/** The installation whose ComfyUI last answered there, if its folder is still one. */
async function lastSeen({ seen }: PlaceOptions, url: string): Promise<SeenInstallation | null> {
  const last = await seen.at(url)
  const found = last === null ? null : await findComfyuiRoot(last.root)
  return last === null || found === null ? null : { ...last, root: await realpath(found.root) }
}

async function placeOf(
  options: PlaceOptions,
  root: string | null,
  url: string | null,
  flags: ServerFlags,
  recordedAs: string | null = url,
): Promise<Place> {
  const key = root ?? recordedAs
  const live = url === null ? null : liveAt(options, url, key ?? url)
  const sources: Sources = {
    ...(options.objectInfo === undefined ? {} : { file: createObjectInfoFileSource(options.objectInfo) }),
    ...(live === null ? {} : { live }),
    ...(key === null ? {} : { recorded: createRecordedSource(options.store, key) }),
    ...(root === null ? {} : { folder: createFolderSource({ folder: root, flags }) }),
  }
  const locations = root === null ? null : await locateFor({ folder: root, flags })
  return {
    says: null,
    root,
    demo: false,
    isUp: async () => url !== null && (await probeAt(options, url)).ok,
    comfyui: async () => (url !== null && root !== null && (await probeAt(options, url)).ok ? { url, egress: options.egress } : null),
    read: (read) => readInstallation(sources, read),
    modelFolders: async () => (root === null ? null : await locateFor({ folder: root, flags })) ?? noFolders,
    locations: async () => (root === null ? null : locateFor({ folder: root, flags })),
    elsewhere: locations === null ? {} : { user: locations.user, customNodes: locations.customNodes },
    saved: root === null ? noWorkflows : createSavedWorkflows(root, locations?.user),
  }
}

function liveAt({ egress, store }: PlaceOptions, url: string, key: string) {
  return createLiveSource({ url, egress, store, key, now: () => new Date() })
}

function probeAt({ egress }: PlaceOptions, url: string) {
  return createLiveSource({ url, egress, now: () => new Date(), patience: probePatience }).probe()
}
