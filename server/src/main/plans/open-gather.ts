import { createWorldDisk } from '../../adapters/files/change/world-disk.js'
import { bytesBelow, closedFolder, isFileAt, linkKind, missingFolders } from '../../adapters/files/look-around.js'
import { safeJoin } from '../../adapters/files/safe-join.js'
import type { Forecaster, Transfers } from '../../core/change-ports.js'
import { createSourceProbe } from '../../use-cases/downloads/probe-source.js'
import type { GatherPorts, Look } from '../../use-cases/plans/gather/gather-ports.js'
import { targetFolders } from '../find-sources/target-folders.js'
import { openProviders } from '../find-sources/open-providers.js'
import type { Place } from '../place.js'
import type { OutsideHosts } from '../sources/open-outside-hosts.js'
import type { Receipts } from './open-receipts.js'

export interface GatherNeeds {
  readonly receipts: Receipts
  readonly place: Pick<Place, 'modelFolders' | 'root'>
  readonly transfers: Pick<Transfers, 'probe'>
  readonly outside: () => Promise<OutsideHosts>
  readonly forecaster: Forecaster
  readonly pack: GatherPorts['pack']
  readonly queueAnswers: GatherPorts['queueAnswers']
}

/** Looks only; nothing of this disk is changed through it. */
export function openLook(): Look {
  const { stamp, free } = createWorldDisk({ roots: () => [], stateFolder: '' })
  return { isFile: isFileAt, stamp, free, bytes: bytesBelow, missing: missingFolders, closed: closedFolder, link: linkKind }
}

/** What proposals are made from; model folders are those of this moment. */
export async function openGather({ receipts, place, transfers, outside, forecaster, pack, queueAnswers }: GatherNeeds): Promise<GatherPorts> {
  const [folderFor, providers] = await Promise.all([targetFolders(place), openProviders(await outside())])
  return {
    look: openLook(),
    folderFor,
    joinSafely: safeJoin,
    probe: createSourceProbe({ transfers, providers }),
    trash: receipts.trash,
    pack,
    forecaster,
    queueAnswers,
  }
}
