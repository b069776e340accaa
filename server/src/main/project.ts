import { fileURLToPath } from 'node:url'

/** The clone that this code runs from: `server/dist/main` and `server/src/main` lie three folders below it. */
export const project = fileURLToPath(new URL('../../../', import.meta.url))
