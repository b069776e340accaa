import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

/** Lets Node run our TypeScript as it stands (`--import`): a child process of a test needs no build. */
const shared = new URL('../../../../../shared/src/', import.meta.url)

registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith('@greenlight/shared/'))
      return next(new URL(`${specifier.slice('@greenlight/shared/'.length)}.ts`, shared).href, context)
    if (!/^\.{1,2}\/.*\.js$/.test(specifier) || context.parentURL?.includes('/node_modules/'))
      return next(specifier, context)
    const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL)
    return next(existsSync(fileURLToPath(source)) ? source.href : specifier, context)
  },
})
