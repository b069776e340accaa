import { createPinia, defineStore } from 'pinia'
import { createApp, h, ref } from 'vue'

/** Vue and Pinia with one component: what the panel's size is measured against. */
const useCount = defineStore('count', () => ({ count: ref(0) }))

createApp({
  setup() {
    const store = useCount()
    return () => h('button', { onClick: () => store.count++ }, store.count)
  },
})
  .use(createPinia())
  .mount(document.body)
