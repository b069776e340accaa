import type { Postcondition, Precondition } from '@greenlight/shared/plan-effects'
import type { Checked } from '@greenlight/shared/plans'
import { differenceOf } from '../../core/change/compare.js'
import type { Shower, WorldDisk } from '../../core/change-ports.js'

type Of<Kind extends Postcondition['check']> = Extract<Postcondition, { check: Kind }>
type Show<Kind extends Postcondition['check']> = (check: Of<Kind>, options: Parameters<Shower['check']>[1]) => Promise<Checked>

/** One looker for each kind of postcondition. `python`: see Shower.differs. */
export interface ShowerParts {
  readonly file: Show<'file'>
  readonly listed: Show<'listed'>
  readonly registered: Show<'registered'>
  readonly imports: Show<'imports'>
  readonly packages: Show<'packages'>
  readonly python: (condition: Extract<Precondition, { of: 'python' }>) => Promise<string | null>
  readonly disk: Pick<WorldDisk, 'look' | 'stamp'>
}

export function createShower(parts: ShowerParts): Shower {
  const { disk } = parts
  return {
    check(check, options) {
      switch (check.check) {
        case 'file':
          return parts.file(check, options)
        case 'absent':
        case 'folder':
          return showStanding(check)
        case 'listed':
          return parts.listed(check, options)
        case 'registered':
          return parts.registered(check, options)
        case 'imports':
          return parts.imports(check, options)
        case 'packages':
          return parts.packages(check, options)
      }
    },
    async differs(condition) {
      if (condition.of === 'python') return parts.python(condition)
      return differenceOf(condition.path, condition.stamp, await disk.stamp(condition.path))
    },
  }

  async function showStanding(check: Of<'absent' | 'folder'>): Promise<Checked> {
    const effect = check.check === 'folder' ? ({ do: 'make-folder', path: check.path } as const) : ({ do: 'drop-folder', path: check.path } as const)
    const shown = (await disk.look(effect)) === 'after'
    const there = check.check === 'folder' ? 'a folder' : 'nothing any more'
    return { check, state: shown ? 'true' : 'false', says: `${check.path} is ${shown ? '' : 'not '}${there}.` }
  }
}
