import type { NodePack } from '@greenlight/shared/node-packs'
import type { PackageUser, PlanFacts } from '../../core/plan/plan-facts.js'
import { parseRequirement } from '../../core/python/requirement.js'
import { requirementsIn } from '../python/installed-packs.js'

/** Who names which Python distribution in its requirement files: ComfyUI itself (`root`) and every enabled pack. */
export async function packageUsers(root: string | null, nodePacks: readonly Pick<NodePack, 'folder' | 'path' | 'state' | 'title'>[]): Promise<PlanFacts['packageUsers']> {
  const users = new Map<string, PackageUser[]>()
  const enabled = nodePacks.filter(({ state }) => state !== 'disabled').map(({ title, folder, path }) => ({ user: { title, folder }, path }))
  for (const { user, path } of [...(root === null ? [] : [{ user: { title: 'ComfyUI', folder: null }, path: root }]), ...enabled]) {
    for (const name of await namesIn(path)) users.set(name, [...(users.get(name) ?? []), user])
  }
  return users
}

async function namesIn(folder: string): Promise<Set<string>> {
  return new Set((await requirementsIn(folder)).flatMap(({ line }) => parseRequirement(line)?.name ?? []))
}
