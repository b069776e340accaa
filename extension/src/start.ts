import { createPinia, type Pinia, setActivePinia } from 'pinia'
import { type Component, createApp } from 'vue'
import { keepCurrent } from './stores/keep-current.js'
import { provideServices, type Services } from './stores/services.js'
import { watchTheme } from './style/watch-theme.js'
import type { Debounced } from './timing/debounce.js'

export interface Started {
  pinia: Pinia
  /** Asks for an inspection at the panel's own pace. */
  inspect: Debounced
  /** Mounts a component below `root`; gives what takes it down. The stores outlive it. */
  mount: (component: Component, root: HTMLElement, props: Record<string, unknown>) => () => void
}

/** Sets up the stores, which live as long as the page; components come and go. */
export function startStores(services: Services): Started {
  const pinia = createPinia()
  provideServices(pinia, services)
  setActivePinia(pinia)

  function mount(component: Component, root: HTMLElement, props: Record<string, unknown>): () => void {
    root.classList.add('greenlight')
    root.addEventListener('keydown', keepPlainKeys)
    const stopTheme = watchTheme(root)
    const app = createApp(component, props)
    // ComfyUI's page has other Vue programs, whose ids would be the same.
    app.config.idPrefix = 'gl'
    app.use(pinia)
    app.mount(root)
    return () => {
      stopTheme()
      root.removeEventListener('keydown', keepPlainKeys)
      app.unmount()
    }
  }

  return { pinia, inspect: keepCurrent(), mount }
}

/** ComfyUI acts on single letters typed anywhere; with Ctrl, Cmd or Alt they are still meant for it. */
function keepPlainKeys(event: KeyboardEvent): void {
  if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation()
}
