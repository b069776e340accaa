/**
 * Keeps `data-theme` on our root at `dark` or `light`, as the page's computed `color-scheme` says: the one thing that is the
 * same in every frontend. Gives what stops it.
 */
export function watchTheme(root: HTMLElement): () => void {
  const page = root.ownerDocument.documentElement
  const preference = window.matchMedia('(prefers-color-scheme: light)')

  function update(): void {
    const scheme = getComputedStyle(page).colorScheme
    const both = scheme.includes('dark') === scheme.includes('light')
    const light = both ? preference.matches : scheme.includes('light')
    root.dataset['theme'] = light ? 'light' : 'dark'
  }

  const observer = new MutationObserver(update)
  observer.observe(page, { attributes: true, attributeFilter: ['style', 'class'] })
  preference.addEventListener('change', update)
  update()
  return () => {
    observer.disconnect()
    preference.removeEventListener('change', update)
  }
}
