import type { Plan, PlanAction } from '@greenlight/shared/plans'

/** Texts for the plan's folder `diff/` (FIX-39): what changes among files, packages and widgets, one line each, `-` before and `+` after. */
export function planDiffs(plan: Pick<Plan, 'actions'>): Map<string, string> {
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['files.diff', plan.actions.flatMap(fileLines)],
    ['packages.diff', plan.actions.flatMap(packageLines)],
    ['widgets.diff', plan.actions.flatMap(widgetLines)],
  ]
  return new Map(parts.filter(([, lines]) => lines.length > 0).map(([name, lines]) => [name, `${lines.join('\n')}\n`]))
}

function fileLines({ effects }: PlanAction): string[] {
  return effects.flatMap((effect) => {
    if (effect.do === 'move') return effect.as === 'place' ? [`+ ${effect.to}`] : [`- ${effect.from}`, `+ ${effect.to}`]
    if (effect.do === 'make-folder' || effect.do === 'link' || effect.do === 'queue-pack') return [`+ ${effect.path}`]
    return effect.do === 'drop-folder' || effect.do === 'unlink' ? [`- ${effect.path}`] : []
  })
}

function packageLines({ packages = [] }: PlanAction): string[] {
  return packages.flatMap(({ name, before, after }) => [...(before === null ? [] : [`- ${name}==${before}`]), ...(after === null ? [] : [`+ ${name}==${after}`])])
}

function widgetLines({ canvas }: PlanAction): string[] {
  return canvas === undefined ? [] : [`@@ node ${canvas.node} ${canvas.widget ?? ''}`.trimEnd(), `- ${canvas.from}`, `+ ${canvas.to}`]
}
