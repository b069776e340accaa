import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** What ComfyUI serves at `/scripts/`; our file lies at `/extensions/FOLDER/`, hence two folders up. */
const comfyScripts: Plugin = {
  name: 'greenlight-comfy-scripts',
  enforce: 'pre',
  resolveId(source) {
    const script = /^comfyui\/(app|api)$/.exec(source)?.[1]
    return script === undefined ? null : { id: `../../scripts/${script}.js`, external: 'absolute' }
  },
}

/** The stand-alone page: fixed text, no script or style of its own inside, so that a strict policy can hold. */
const pageDocument: Plugin = {
  name: 'greenlight-page-document',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'page.html', source: readFileSync(at('page.html'), 'utf8').replaceAll('\r\n', '\n') })
  },
}

const outputs = {
  panel: { input: at('src/main.ts'), entry: 'greenlight.js', plugins: [comfyScripts] },
  page: { input: at('src/page/main.ts'), entry: 'page.mjs', plugins: [pageDocument] },
  baseline: { input: at('size/baseline.ts'), entry: 'baseline.js', plugins: [] },
}

/**
 * `vite build` writes web-dist/greenlight.js and greenlight.css, `vite build --mode page` web-dist/page.mjs, page.css and page.html.
 * One file each: ComfyUI imports every `.js` below web-dist, so a chunk of ours would be run as an extension of its own.
 */
export default defineConfig(({ mode }) => {
  const style = mode === 'page' ? 'page.css' : 'greenlight.css'
  const { input, entry, plugins } = mode === 'page' || mode === 'baseline' ? outputs[mode] : outputs.panel
  return {
    root: at('.'),
    base: './',
    publicDir: false,
    plugins: [vue({ features: { optionsAPI: false } }), ...plugins],
    resolve: { alias: [{ find: /^@greenlight\/shared\/(.*)$/, replacement: `${at('../shared/src/')}$1.ts` }] },
    define: { 'process.env.NODE_ENV': JSON.stringify(process.env.NODE_ENV === 'development' ? 'development' : 'production') },
    build: {
      outDir: at('../web-dist'),
      emptyOutDir: false,
      cssCodeSplit: false,
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input,
        output: {
          format: 'es',
          codeSplitting: false,
          entryFileNames: entry,
          assetFileNames: (asset) => (asset.names[0]?.endsWith('.css') === true ? style : '[name][extname]'),
        },
      },
    },
  }
})
