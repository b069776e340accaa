import type { PackagesEffect } from '../../../core/change-ports.js'
import { createPackageEffects } from '../effects/create-package-effects.js'
import { never, partsIn } from './environment.js'

/** A process of its own that does one step of a package effect; the test kills it. */
const [effect = '', act = '', root = '', endpoint = ''] = process.argv.slice(2)
const effects = createPackageEffects(partsIn(root, endpoint))
process.stdout.write('begun\n')
const read: PackagesEffect = JSON.parse(effect)
await (act === 'takeBack' ? effects.takeBack(read, { signal: never }) : effects.carryOut(read, { signal: never }))
process.stdout.write('done\n')
