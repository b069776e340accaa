/** What is done to a world, by name; each answers the state that the plan came to. `cancelAt`: the effect, from 0, at which it is cancelled. */
export const acts = {
  apply: async (world, { id }) => (await world.apply(id)).state,
  cancel: async (world, { id, cancelAt }) => {
    world.cancelAt(id, cancelAt)
    return (await world.apply(id)).state
  },
  recover: async (world) => {
    await world.recover()
    return 'recovered'
  },
  undo: async (world, { id }) => (await world.apply((await world.engine.invert(id)).id)).state,
}

/** The same, and then what a sidecar does with its model index. */
export async function act(world, order) {
  const said = await acts[order.act](world, order)
  if (order.indexed) await world.index.scan()
  return said
}
