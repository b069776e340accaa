/**
 * Workflows drawn from a catalogue: for every pack that has a name of its own and names that others claim too, one file with the first
 * of its own and up to three of the shared ones. The pack is needed for its own and registers the others, so it is the answer for all;
 * where the catalogue's keepers gave a shared name to another claimant, that name is left out.
 */
export function drawWorkflows(facts) {
  const plain = (type) => !facts.isCore(type) && !facts.isPage(type) && type.trim() !== ''
  return facts.packs
    .filter((pack) => !pack.core)
    .flatMap((pack) => {
      const types = [...new Set(pack.types)].filter(plain).sort()
      const own = types.filter((type) => facts.claimsOf(type).length === 1)
      const shared = types.filter((type) => facts.claimsOf(type).length > 1 && !facts.claimsOf(type).some((other) => other !== pack && other.wins.includes(type)))
      return own.length === 0 || shared.length === 0 ? [] : [{ pack, types: [own[0], ...shared.slice(0, 3)] }]
    })
}

/** One drawn workflow as ComfyUI saves it, bare. */
export function graphWith(types) {
  const nodes = types.map((type, at) => ({ id: at + 1, type, pos: [at * 240, 0], size: [220, 80], flags: {}, order: at, mode: 0, inputs: [], outputs: [], properties: {} }))
  return JSON.stringify({ last_node_id: nodes.length, last_link_id: 0, nodes, links: [], groups: [], config: {}, extra: {}, version: 0.4 })
}
