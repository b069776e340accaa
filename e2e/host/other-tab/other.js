import { app } from '../../scripts/app.js'

// Another extension's custom tab: ComfyUI hands it the very element that held ours (host-side trap of custom tabs).
app.registerExtension({
  name: 'other.tab',
  setup() {
    app.extensionManager.registerSidebarTab({
      id: 'other',
      title: 'Other',
      icon: 'pi pi-star',
      tooltip: 'Other',
      type: 'custom',
      render(element) {
        const own = document.createElement('p')
        own.textContent = 'the other extension'
        element.append(own)
      },
    })
  },
})
