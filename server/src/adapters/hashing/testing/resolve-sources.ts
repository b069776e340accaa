import { registerHooks } from 'node:module'

/** Loaded first in a worker that runs sources: leads imports of compiled files to the sources they come from. */
const shared = new URL('../../../../../shared/src/', import.meta.url)

registerHooks({
  resolve(specifier, context, next) {
    const word = /^@greenlight\/shared\/(.+)$/.exec(specifier)?.[1]
    if (word !== undefined) return next(new URL(`${word}.ts`, shared).href, context)
    const isOurs = /^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL?.endsWith('.ts') === true
    return next(isOurs ? specifier.replace(/\.js$/, '.ts') : specifier, context)
  },
})
