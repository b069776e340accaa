let from: string | null = null

/** Remembers what led to the plan, while it still has the keyboard. */
export function rememberFocus(): void {
  const act = document.activeElement?.closest<HTMLElement>('[data-plan-act]') ?? null
  from = act?.dataset['planAct'] ?? null
}

/** Gives the keyboard back to what led to the plan; the panel is drawn anew by then, so it is found by its name. */
export function returnFocus(panel: Element | null): void {
  if (from === null) return
  const acts = [...(panel?.querySelectorAll<HTMLElement>('[data-plan-act]') ?? [])]
  const back = acts.find((act) => act.dataset['planAct'] === from) ?? acts[0] ?? panel?.querySelector<HTMLElement>('[data-row][tabindex="0"], .gl-footer button')
  from = null
  back?.focus()
}
