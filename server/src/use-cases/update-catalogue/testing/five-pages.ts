import { manyPacks } from '../../../adapters/comfy-registry/testing/make-packs.js'
import { startRegistry } from '../../../adapters/comfy-registry/testing/stand-in.js'
import { updatePlace } from './update-place.js'

/** 40 packs on 5 pages. */
export const fivePages = { mostPerPage: 8 }
export const pageOf = ({ query }: { readonly query: URLSearchParams }): number => Number(query.get('page'))

/** Files that an update without any trouble leaves. */
export async function smoothUpdate(): Promise<Readonly<Record<string, string>>> {
  await using standIn = await startRegistry(manyPacks(40), fivePages)
  await using place = await updatePlace(standIn.url)
  await place.run()
  return await place.files()
}
