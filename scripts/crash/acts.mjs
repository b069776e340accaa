/** What is done to a world, by name; each answers the state that the plan came to. */
export const acts = {
  apply: async (world, id) => (await world.apply(id)).state,
  recover: async (world) => {
    await world.recover()
    return 'recovered'
  },
  undo: async (world, id) => (await world.apply((await world.engine.invert(id)).id)).state,
}
