import { createHook } from 'node:async_hooks'

/** Runs `work` and counts the sockets and name look-ups that Node began meanwhile, whoever asked for them. */
export async function countNetwork(work: () => Promise<unknown>): Promise<{ sockets: number; lookUps: number }> {
  const count = { sockets: 0, lookUps: 0 }
  const hook = createHook({
    init(_id, type) {
      if (type === 'TCPCONNECTWRAP') count.sockets++
      if (type === 'GETADDRINFOREQWRAP') count.lookUps++
    },
  })
  hook.enable()
  try {
    await work()
  } finally {
    hook.disable()
  }
  return count
}
