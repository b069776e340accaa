import { decisions } from './steps/decisions.mjs'
import { imports } from './steps/imports.mjs'
import { lint } from './steps/lint.mjs'
import { lock } from './steps/lock.mjs'
import { names } from './steps/names.mjs'
import { panelSize } from './steps/panel-size.mjs'
import { problemPages } from './steps/problem-pages.mjs'
import { sizes } from './steps/sizes.mjs'
import { e2eTypes, panelTypes, serverTypes } from './steps/types.mjs'
import { unused } from './steps/unused.mjs'
import { webDist } from './steps/web-dist.mjs'

/** What `npm run check` proves, in the parts that `npm test` names. The longest stand first, for two run at a time. */
export const parts = {
  types: [serverTypes, panelTypes, e2eTypes],
  lint: [lint],
  laws: [webDist, unused, imports, panelSize, sizes, names, problemPages, decisions, lock],
}
