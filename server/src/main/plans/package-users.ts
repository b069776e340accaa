import { join } from 'node:path'
import type { NodePack } from '@greenlight/shared/node-packs'
import { readText } from '../../adapters/files/comfyui-folder/read-text.js'
import { readRequirements } from '../../core/packs/requirements.js'
import type { PackageUser, PlanFacts } from '../../core/plan/plan-facts.js'
import { parseRequirement } from '../../core/python/requirement.js'

/** Who names which Python distribution in its requirement files: ComfyUI itself (`root`) and every enabled pack.. */
export async function packageUsers(root: string | null, nodePacks: readonly Pick<NodePack, 'folder' | 'path' | 'state' | 'title'>[]): Promise<PlanFacts['packageUsers']> {
  const users = new Map<string, PackageUser[]>()
  const enabled = nodePacks.filter(({ state }) => state !== 'disabled').map(({ title, folder, path }) => ({ user: { title, folder }, path }))
  for (const { user, path } of [...(root === null ? [] : [{ user: { title: 'ComfyUI', folder: null }, path: root }]), ...enabled]) {
    for (const name of await namesIn(path)) users.set(name, [...(users.get(name) ?? []), user])
  }
  return users
}

async function namesIn(folder: string): Promise<Set<string>> {
  const texts = new Map<string, string>()
  for (const name of ['requirements.txt', 'pyproject.toml']) {
    const text = await readText(join(folder, name))
    if (text !== null) texts.set(name, text)
  }
  return new Set(readRequirements(texts).lines.flatMap(({ line }) => parseRequirement(line)?.name ?? []))
}
