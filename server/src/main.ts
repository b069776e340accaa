import { createHasher } from './adapters/hashing/hasher.js'
import { createEgress } from './adapters/egress/egress.js'
import { createAnswerStore } from './adapters/files/answer-store.js'
import { createDecisionBook } from './adapters/files/decisions/decision-book.js'
import { installPanel, removePanel } from './adapters/files/panel-install.js'
import { findComfyuiRoot } from './adapters/files/comfyui-folder/find-root.js'
import { createSeenInstallations } from './adapters/files/comfyui-folder/seen-installations.js'
import { stateFolder } from './adapters/files/state-folder.js'
import { createWorkflowFiles } from './adapters/files/workflow-files.js'
import { createCarriers } from './adapters/images/carriers.js'
import { findManagerFolders } from './adapters/catalogue/find-list-folders.js'
import { ProblemError } from './problems.js'
import { chooseInstallation, addressOf } from './use-cases/choose-installation.js'
import type { KnowModelsParts } from './use-cases/know-models/parts.js'
import { openCatalogue } from './main/catalogue/open-catalogue.js'
import { demoPlace, demoRoot } from './main/demo.js'
import { examine } from './main/examine.js'
import { movingCatalogue } from './main/moving-catalogue.js'
import { openKnower } from './main/models/open-knower.js'
import { findPlace, type Place } from './main/place.js'
import { project } from './main/project.js'
import { findRunningSidecar } from './main/running-sidecar.js'
import { allowedHosts } from './main/sources/allowed-hosts.js'
import { laterOutside } from './main/sources/later-outside.js'

/** The composition root: the only place where core, use-cases and adapters meet. Opened once per command. */
export async function openWorld(
  given: { text: (name: string) => string | undefined; want?: KnowModelsParts['want'] },
  terminal: { env: Readonly<Record<string, string | undefined>> },
) {
  const { env } = terminal
  const state = stateFolder(env, process.platform, given.text('data'))
  const comfyui = given.text('comfyui')
  const egress = createEgress({ allow: namedAddresses(comfyui, env) })
  const placeOf = (meant: string | undefined) => findPlace({ comfyui: meant, objectInfo: given.text('object-info'), env, egress, store: createAnswerStore(state), seen: createSeenInstallations(state) })
  const place = () => placeOf(comfyui)
  const named = comfyui !== undefined || given.text('object-info') !== undefined || isNamed(env)
  const findMeant = async () => {
    const found = await place()
    if (named || (await found.isUp())) return found
    const served = await servedInstallation({ env, data: given.text('data') })
    return served === null ? found : placeOf(served)
  }
  const [hasher, carriers, files] = [await createHasher(), createCarriers(), createWorkflowFiles()]
  const findCatalogue = (found: Place | null) => catalogueFolders(given.text('catalogue'), found)
  const knower = openKnower({ state, want: (paths, hashes) => given.want?.(paths, hashes) })
  const decisions = createDecisionBook(state)
  const portsFor = (found: Place) => ({ hasher, carriers, decisions, allowed: allowedHosts(env), files, models: knower, catalogue: movingCatalogue(found, findCatalogue, (folders) => openCatalogue({ folders, state, only: given.text('catalogue') !== undefined })) })
  return {
    state,
    hasher,
    files,
    portsFor,
    /** Choices that the person made before; the file is opened when somebody asks. */
    decisions,
    /** Hosts outside this machine, each under its switch; opening it asks nobody. */
    outside: laterOutside({ state, env }),
    /** Ends threads and files that questions about models opened. */
    close: () => knower.close(),
    /** The installation that is meant: the one named, else what answers at the usual address, else what the companion of this state folder looks after; a root of null when there is none. */
    findPlace: findMeant,
    /** As `findPlace`, but the demo where there is none and none was named by flag (`npm start`). */
    async findPlaceOrDemo(): Promise<Place> {
      const found = await place()
      if (given.text('object-info') !== undefined || found.root !== null || (await found.isUp())) return found
      // It is meant, and the demo would answer another question; that it is silent is told with what is read.
      if (comfyui !== undefined) return found
      const { asked, url } = addressOf(env)
      return demoPlace(project, `${asked ? `No ComfyUI answers at ${url}.` : 'No ComfyUI was found.'} This is the demo installation.`)
    },
    examine: () =>
      examine({ state, env, hasher, project, findPlace: findMeant, findCatalogue }),
    panel: {
      install: async (folder: string, options: { copy: boolean }) => installPanel(await panelPlace(folder, state), options),
      remove: async (folder: string) => removePanel(await panelPlace(folder, state)),
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>

/** Root of what the running companion looks after; its demo is nobody's. */
async function servedInstallation(where: Parameters<typeof findRunningSidecar>[0]): Promise<string | null> {
  const root = (await findRunningSidecar(where))?.installation ?? null
  return root === null || root === demoRoot(project) || (await findComfyuiRoot(root)) === null ? null : root
}

function isNamed(env: Readonly<Record<string, string | undefined>>): boolean {
  const wanted = chooseInstallation(undefined, env)
  return wanted.kind === 'folder' || wanted.asked
}

/** Only addresses that the user named may be other machines; loopback is always allowed. */
function namedAddresses(comfyui: string | undefined, env: Readonly<Record<string, string | undefined>>): string[] {
  return [chooseInstallation(comfyui, env), addressOf(env)].flatMap((wanted) => {
    if (wanted.kind !== 'address' || !URL.canParse(wanted.url)) return []
    const { host, port, hostname, protocol } = new URL(wanted.url)
    return [port === '' ? `${hostname}:${protocol === 'https:' ? 443 : 80}` : host]
  })
}

async function catalogueFolders(named: string | undefined, place: Place | null): Promise<string[]> {
  if (named !== undefined) return [named]
  if (place === null || place.root === null) return []
  return findManagerFolders(place.root, place.elsewhere)
}

async function panelPlace(folder: string, state: string) {
  const found = await findComfyuiRoot(folder)
  if (found === null) throw new ProblemError('NOT_A_COMFYUI', { path: folder })
  return { root: found.root, project, stateFolder: state }
}
