import type { Installed, Known } from './installed.js'
import type { ByteSource } from './model-facts.js'
import type { ModelKnowledge } from './model-knowledge.js'
import type {
  RegistryAnswer,
  RegistryNodeTypes,
  RegistryPack,
  RegistryPage,
  RegistryState,
  RegistryTypesPage,
  RegistryVersion,
  SpelledPack,
} from './registry.js'
import type { ModelReference } from './workflow/references.js'
import type { Digests, FileStamp, ModelRoot, SampleKeys, WalkedModel } from './model-index.js'
import type { CataloguePart } from '@greenlight/shared/catalogue'
import type { Decision } from '@greenlight/shared/decisions'
import type { Problem } from '@greenlight/shared/problem'
import type { SourceName, SourceUse } from '@greenlight/shared/sources'
import type { SavedWorkflow } from '@greenlight/shared/workflow'

/** The interfaces that adapters satisfy. An absent capability is an absent function, not a flag. */

/** BLAKE3 of whole contents (D2, D9, D20). */
export interface Hasher {
  /** `blake3:<64 hex>` */
  hash(bytes: Uint8Array): string
  readonly name: 'native' | 'wasm'
}

/** The one way out of this machine's process (law 9). Refuses every host that is not loopback unless it was switched on. */
export interface Egress {
  fetch(url: string, init?: { method?: 'GET' | 'POST'; headers?: Record<string, string>; body?: string; signal?: AbortSignal; timeoutMs?: number; maxBytes?: number }): Promise<EgressAnswer>
}
export interface EgressAnswer {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly bytes: Uint8Array
  /** Seconds since this answer was fetched, where it is a kept one; absent: it has just come. */
  readonly age?: number
}

/** Text that a carrier (image, video, sound, 3D) held, or bytes that are text themselves. */
export interface Carried {
  /** `json` for a text file, else the kind of carrier. */
  readonly carrier: 'json' | 'image' | 'video' | 'audio' | 'model'
  /** Precise container for people: `PNG`, `WebP`, `JPEG`, `MP4`, `WebM`, `FLAC`, `Ogg`, `MP3`, `JSON`, ... */
  readonly container: string
  readonly workflow: string | null
  readonly prompt: string | null
  /** A1111 `parameters` text. */
  readonly parameters: string | null
  /** Other texts that tell which program made it, keys in lower case: `software`, `invokeai_metadata` ... */
  readonly traces?: readonly { readonly key: string; readonly text: string }[]
  /** Read in spite of a fault: bad CRC, cut file ... */
  readonly tolerated: readonly string[]
}
export interface Carriers {
  /** Never throws: bytes that are nothing known come back as a problem. `name` only helps words, never decides. */
  unpack(bytes: Uint8Array, name: string): { ok: true; carried: Carried } | { ok: false; problem: Problem }
}

/** Where the facts about one installation come from: a running ComfyUI, its folder, a saved answer, or several of them. */
export interface InstalledSource {
  read(options?: { signal?: AbortSignal; progress?: (done: number, total: number | null, what: string) => void }): Promise<Installed>
}

export interface Catalogue {
  /** Claims for these node types, packs and model files (names or paths) only; the catalogue itself stays on the disk or compact. */
  lookUp(types: readonly string[], ids: readonly string[], models?: readonly string[]): Promise<Known>
  /** What there is of each part, for people. */
  status(): Promise<readonly CataloguePart[]>
}

/** Choices that people made, kept as text they can read and edit. */
export interface DecisionBook {
  /** A line that cannot be read is a problem and hides no other. */
  read(): Promise<{ readonly decisions: readonly Decision[]; readonly problems: readonly Problem[] }>
  /** Takes the place of an earlier one on the same scope and subject. DECISIONS_UNWRITABLE. */
  remember(decisions: readonly Decision[]): Promise<void>
  forget(decision: Decision): Promise<boolean>
}

/** One way out to one named source, with its switch, its address, its token and its ledger behind it. */
export interface OutsideHost {
  readonly name: SourceName
  /** Base address, no `/` at its end: the service's own or the mirror that the user named. */
  readonly endpoint: string
  readonly use: SourceUse
  /**
   * Asks one address at the endpoint's host, or at another host that the service redirects to (the token stays behind then; at most 5,
   * never to a private or loopback address unless the endpoint is one). `purpose` goes into the ledger. Answers every status; 429 and
   * 503 only after backing off as the answer asks. Rejects with SOURCE_OFF, SOURCE_UNREACHABLE,
   * SOURCE_REFUSED_ADDRESS, SOURCE_BUSY (quota used up: nothing more is sent before the time it names) or the signal's reason.
   */
  fetch(path: string, purpose: string, init?: { readonly method?: 'GET' | 'HEAD' | 'POST'; readonly headers?: Record<string, string>; readonly body?: string; readonly signal?: AbortSignal; readonly maxBytes?: number; readonly follow?: boolean }): Promise<EgressAnswer>
}

/** The Comfy Registry, read only. Answers failures as values; rejects with the signal's reason alone. */
export interface Registry {
  /** A page of the list of packs, from 1; `since` (ISO 8601): only what came or changed after it. */
  packs(ask: { readonly page: number; readonly limit: number; readonly since: string | null }, signal?: AbortSignal): Promise<RegistryAnswer<RegistryPage>>
  /** `id` in any spelling. */
  pack(id: string, signal?: AbortSignal): Promise<RegistryAnswer<SpelledPack>>
  /** Of the pack with this spelling, newest first by semver; without deleted and banned ones. */
  versions(id: string, signal?: AbortSignal): Promise<RegistryAnswer<readonly RegistryVersion[]>>
  nodeTypes(ask: { readonly id: string; readonly version: string; readonly page: number; readonly limit: number }, signal?: AbortSignal): Promise<RegistryAnswer<RegistryTypesPage>>
  /** The one pack that the registry gives this node type to. */
  packOfType(type: string, signal?: AbortSignal): Promise<RegistryAnswer<SpelledPack>>
}

/** What was read from the registry, kept as text below the state folder. Every write is whole or not there. REGISTRY_KEEP_UNWRITABLE. */
export interface RegistryKeep {
  /** A line that cannot be read is told and hides no other. */
  read(): Promise<RegistryKept>
  /** Keeps one page of a list that is being read, then the state that counts it. */
  addPage(page: RegistryKeptPage, state: RegistryState): Promise<void>
  /** Both answer the file's bytes. Sorted by whoever calls. */
  writePacks(packs: readonly RegistryPack[]): Promise<number>
  writeNodeTypes(versions: readonly RegistryNodeTypes[]): Promise<number>
  /** Keeps the state of a list that was read to its end and lets go of its single pages. */
  finish(state: RegistryState): Promise<void>
}
export interface RegistryKeptPage extends RegistryPage {
  readonly page: number
}
export interface RegistryKept {
  readonly state: RegistryState | null
  readonly packs: readonly RegistryPack[]
  readonly nodeTypes: readonly RegistryNodeTypes[]
  /** Pages of the unfinished list that `state` tells of. */
  readonly pages: readonly RegistryKeptPage[]
  readonly problems: readonly Problem[]
}

/** A file that a provider of models holds. */
export interface ProviderFile {
  readonly provider: SourceName
  readonly name: string
  /** Of the file itself, revision pinned where the provider has revisions. */
  readonly url: string
  readonly page: string | null
  readonly size: number | null
  /** False where the provider rounds it. */
  readonly sizeExact: boolean
  /** Lower-case hex without prefix. */
  readonly hashes: { readonly sha256?: string; readonly blake3?: string; readonly autov2?: string; readonly autov3?: string; readonly crc32?: string }
  /** Model folder that its kind belongs into (`loras`), null when the provider does not say. */
  readonly directory: string | null
  /** Base model in the provider's words. */
  readonly base: string | null
  readonly licence: string | null
  readonly access: 'open' | 'login' | 'licence' | 'early-access' | 'paid' | 'removed'
  /** Commit or version id. */
  readonly revision: string | null
  /** What else the provider's answer tells a person about getting it, in sentences: a renamed repository, a deadline. Absent: nothing. */
  readonly tells?: readonly string[]
}
export type ProviderAnswer =
  | { readonly ok: true; readonly files: readonly ProviderFile[] }
  | { readonly ok: false; readonly problem: Problem }

/** A provider of models; what it cannot do is an absent function. Asks nothing while its source is off. */
export interface ModelProvider {
  readonly name: SourceName
  readonly use: SourceUse
  /** Whether an address is one of its own. */
  knows(url: string): boolean
  /** The file behind an address of its own (page or file). No files: there is none any more. */
  byAddress(url: string, options?: { readonly signal?: AbortSignal }): Promise<ProviderAnswer>
  byHash?(hash: { readonly type: 'sha256' | 'blake3' | 'autov1' | 'autov2' | 'autov3' | 'crc32'; readonly value: string }, options?: { readonly signal?: AbortSignal }): Promise<ProviderAnswer>
  /** By words of the name; what comes back is unchecked. */
  byName?(name: string, directory: string | null, options?: { readonly signal?: AbortSignal }): Promise<ProviderAnswer>
}

/** The place of a language model that orders the words of a search. Off: there is none. What it says is only ever a word to search for. */
export interface SearchWords {
  propose(name: string, directory: string | null, signal: AbortSignal): Promise<readonly string[]>
}

export type FoundFile =
  | { ok: true; path: string; bytes: Uint8Array; modified: number }
  | { ok: false; path: string; problem: Problem }

/** Workflow files named by a person or saved in the installation. */
export interface WorkflowFiles {
  /** Files behind the paths, in argument order, a folder's files sorted. `path` is as given (a folder's: joined with `/`). */
  list(paths: readonly string[]): Promise<readonly ({ ok: true; path: string } | { ok: false; path: string; problem: Problem })[]>
  /** Bytes of one listed file; over 64 MiB is a problem. */
  read(path: string): Promise<FoundFile>
}

/** The installation's saved workflows (`user/<user>/workflows`). */
export interface SavedWorkflows {
  list(): Promise<readonly (Pick<SavedWorkflow, 'id' | 'path' | 'modified' | 'size'> & { read: () => Promise<FoundFile> })[]>
}

/** Answers of a running ComfyUI, kept so that the same installation can be judged when it is down. */
export interface RecordedAnswers {
  /** ISO 8601. */
  readonly recordedAt: string
  readonly comfyui: string | null
  /** Text of `/object_info`, as it came. */
  readonly objectInfo: string
  readonly models: Readonly<Record<string, readonly string[]>> | null
}
export interface AnswerStore {
  /** `key`: the installation's root, else its address. */
  load(key: string): Promise<RecordedAnswers | null>
  save(key: string, answers: RecordedAnswers): Promise<void>
}

/** Hashes of whole files, each read once, away from the event loop; as many at a time as there are workers. */
export interface FileHasher {
  /** `wasm` is several times slower; people are told so. */
  readonly name: 'native' | 'wasm'
  readonly workers: number
  /**
   * BLAKE3 always, the others when wanted (`tensorsFrom`: first byte after a safetensors header). Rejects with the signal's reason, with
   * FILE_UNREADABLE, or with FILE_CHANGED when size or time of the file moved while it was read. `progress`: bytes done so far.
   */
  digest(path: string, options: { readonly sha256?: boolean; readonly tensorsFrom?: number | null; readonly signal?: AbortSignal; readonly progress?: (bytes: number) => void }): Promise<Digests & { readonly stamp: FileStamp }>
  /** Look-up keys over samples of the file (D8). */
  sample(path: string, wanted: readonly (keyof SampleKeys)[], options?: { readonly signal?: AbortSignal }): Promise<SampleKeys & { readonly stamp: FileStamp }>
  close(): Promise<void>
}

/** The disk below model roots. Reading only. */
export interface ModelDisk {
  /**
   * Walks one root in slices, links followed; `take` gets each slice and the walk waits for it. A folder that cannot be read, a loop
   * or a dead link is a problem, never a failure. Rejects only with the signal's reason or what `take` throws.
   */
  walk(root: ModelRoot, options: { readonly take: (found: readonly WalkedModel[]) => Promise<void>; readonly signal?: AbortSignal }): Promise<WalkOutcome>
  stamp(path: string): Promise<FileStamp | null>
  /** Opens one file for the readers; only regular files. The caller closes it. FILE_UNREADABLE. */
  open(path: string): { readonly source: ByteSource; readonly stamp: FileStamp; close(): void }
}
export interface WalkOutcome {
  readonly problems: readonly Problem[]
  /** Folders below the root (`/` separated, '' for the root itself) that could not be read: what lies there is unknown, not gone. */
  readonly unseen: readonly string[]
  /** The root is not there, and neither is what it should lie in. */
  readonly away?: boolean
}

/** What is known of the contents of the files that a workflow's references mean. */
export interface ModelKnower {
  know(references: readonly ModelReference[], installed: Installed): Promise<ModelKnowledge>
}
