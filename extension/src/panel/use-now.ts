import { onUnmounted, type Ref, ref } from 'vue'
import { useServices } from '../stores/services.js'

/** The time (ms since the epoch), moving on every `step` ms while the component lives. */
export function useNow(step = 10_000): Ref<number> {
  const { clock, timers } = useServices()
  const now = ref(clock())
  let timer = timers.set(tick, step)
  function tick(): void {
    now.value = clock()
    timer = timers.set(tick, step)
  }
  onUnmounted(() => timers.clear(timer))
  return now
}
