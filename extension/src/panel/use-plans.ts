import { type Ref, ref, type ShallowRef, shallowRef } from 'vue'

type Plans = typeof import('./plans/index.js')

const plans = shallowRef<Plans | null>(null)
const failed = ref(false)
let asked: Promise<void> | null = null

/** Loads what shows a plan, once, when the first one is to be seen. A failure may be tried again. */
export function loadPlans(): Promise<void> {
  asked ??= import('./plans/index.js').then(
    (loaded) => {
      plans.value = loaded
      failed.value = false
    },
    () => {
      failed.value = true
      asked = null
    },
  )
  return asked
}

/** Views of plans; null until they are here. */
export function usePlans(): { plans: ShallowRef<Plans | null>; failed: Ref<boolean> } {
  void loadPlans()
  return { plans, failed }
}
