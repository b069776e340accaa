import type { Locator, Page } from '@playwright/test'

/** Checks of what is seen, by measuring the page. */

/** Length of every style element of the host's component library, by its id. */
export async function hostStyles(page: Page): Promise<Record<string, number>> {
  return page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>('style[data-primevue-style-id]')].map((element) => [
        element.dataset.primevueStyleId ?? '',
        element.textContent.length,
      ]),
    ),
  )
}

/** Parts of the panel that stick out of it or make it scroll sideways; each as tag, class and text. */
export async function cutOff(panel: Locator): Promise<string[]> {
  return panel.evaluate((root) => {
    const frame = root.getBoundingClientRect()
    const out = [...root.querySelectorAll<HTMLElement>('*')].filter((element) => {
      const box = element.getBoundingClientRect()
      const hidden = box.width <= 1 || box.height <= 1 || getComputedStyle(element).visibility === 'hidden'
      return !hidden && (box.right > frame.right + 1 || box.left < frame.left - 1)
    })
    const wide = root.scrollWidth > root.clientWidth + 1 ? ['the panel scrolls sideways'] : []
    return [...wide, ...out.map((element) => `${element.tagName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`)]
  })
}

/** Texts whose contrast with what lies behind them is below AA (4.5, large 3); each with its ratio. Disabled controls are exempt. */
export async function lowContrast(panel: Locator): Promise<string[]> {
  return panel.evaluate((root) => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 1
    const brush = canvas.getContext('2d', { willReadFrequently: true })
    if (brush === null) throw new Error('no canvas')
    /** Colours one upon the other, drawn as the browser would. */
    const blend = (colours: string[]): [number, number, number] => {
      brush.clearRect(0, 0, 1, 1)
      for (const colour of colours) {
        brush.fillStyle = colour
        brush.fillRect(0, 0, 1, 1)
      }
      const [red = 0, green = 0, blue = 0] = brush.getImageData(0, 0, 1, 1).data
      return [red, green, blue]
    }
    const light = (colour: [number, number, number]) => {
      const [red, green, blue] = colour.map((value) => {
        const part = value / 255
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
      }) as [number, number, number]
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const behind = (element: Element | null): string[] =>
      element === null ? ['#fff'] : [...behind(element.parentElement), getComputedStyle(element).backgroundColor]
    const poor: string[] = []
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement
      const text = node.textContent?.trim() ?? ''
      if (element === null || text === '' || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
      if (element.closest(':disabled, [aria-disabled=true]') !== null || element.getBoundingClientRect().width <= 1) continue
      const style = getComputedStyle(element)
      const back = behind(element)
      const [one, other] = [light(blend([...back, style.color])), light(blend(back))].toSorted((a, b) => b - a) as [number, number]
      const ratio = (one + 0.05) / (other + 0.05)
      const size = Number.parseFloat(style.fontSize)
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700)
      if (ratio < (large ? 3 : 4.5)) poor.push(`${ratio.toFixed(2)} ${text.slice(0, 40)}`)
    }
    return poor
  })
}

export interface Focused {
  name: string
  /** An outline or a ring is drawn around it. */
  visible: boolean
}

/** What has the keyboard inside the panel, or null when the focus is elsewhere. */
export async function focusedIn(panel: Locator): Promise<Focused | null> {
  return panel.evaluate((root) => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement) || element === document.body || !root.contains(element)) return null
    const label = element instanceof HTMLInputElement ? (element.labels?.[0]?.innerText ?? '') : element.innerText
    const style = getComputedStyle(element)
    const outlined = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0
    return { name: (element.getAttribute('aria-label') ?? label).trim(), visible: outlined || style.boxShadow !== 'none' }
  })
}

/** Selectors of our style sheets that match anything outside the panel. Throws when there is no sheet of ours to look at. */
export async function rulesOutside(panel: Locator): Promise<string[]> {
  return panel.evaluate((root) => {
    const nameOf = (sheet: CSSStyleSheet) => sheet.href ?? (sheet.ownerNode instanceof Element ? sheet.ownerNode.outerHTML.slice(0, 200) : '')
    const selectorsIn = (rules: CSSRuleList): string[] =>
      [...rules].flatMap((rule) => [
        ...(rule instanceof CSSStyleRule ? [rule.selectorText] : []),
        ...('cssRules' in rule ? selectorsIn(rule.cssRules as CSSRuleList) : []),
      ])
    const selectors = [...document.styleSheets].filter((sheet) => /greenlight|gl-panel/i.test(nameOf(sheet))).flatMap((sheet) => selectorsIn(sheet.cssRules))
    if (selectors.length === 0) throw new Error('no style sheet of ours')
    const frame = root.parentElement ?? root
    const outside = (element: Element) => !frame.contains(element) && !element.contains(frame)
    return selectors.filter((selector) => !selector.includes('&') && [...document.querySelectorAll(selector.replace(/::[\w-]+/g, ''))].some(outside))
  })
}

/** Tab, until what has the keyboard inside the panel is called so. */
export async function pressUntilFocused(panel: Locator, name: RegExp): Promise<void> {
  const page = panel.page()
  const seen: string[] = []
  for (let step = 0; step < 60; step++) {
    const here = await focusedIn(panel)
    if (here !== null && name.test(here.name)) return
    seen.push(here?.name ?? 'nothing of the panel')
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab leads to no ${name}, but to: ${seen.join(', ')}`)
}
