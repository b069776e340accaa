import { describe, expect, it } from 'vitest'
import { escapePath, fileNameOf, plainName, sameName, searchTries, wantedBy } from './provider-names.js'

describe('words to search by', () => {
  it.each([
    ['flux1-dev-fp8.safetensors', ['flux1-dev-fp8', 'flux1 dev', 'flux 1']],
    ['wan2.1_t2v_14B_fp16.safetensors', ['wan2.1_t2v_14B_fp16', 'wan2 t2v 14B', 'wan 2']],
    ['Flux\\lora\\my style v2.safetensors', ['my style v2', 'my style']],
    ['model-Q4_K_M.gguf', ['model-Q4_K_M', 'model']],
    ['sd_xl_base_1.0.safetensors', ['sd_xl_base_1.0', 'sd xl base', 'sd xl']],
    ['majicmixRealistic_v7.safetensors', ['majicmixRealistic_v7', 'majicmixRealistic']],
    ['x.pt', []],
    ['', []],
  ])('of %s', (name, words) => {
    expect(searchTries(name)).toEqual(words)
  })
})

describe('a name', () => {
  it('is one file of one folder', () => {
    expect(plainName('模型 v1.safetensors')).toBe('模型 v1.safetensors')
    for (const odd of ['', '.', '..', 'a/b', 'a\\b', 'a\0', 'a\n', '\u202eb', '\ud800', 'é'.repeat(128), null])
      expect(plainName(odd), String(odd)).toBeNull()
    expect(fileNameOf('a/b\\c.pt')).toBe('c.pt')
  })

  it('is the same however its accents are written, and no other way', () => {
    expect(sameName('mod\u00e9le.pt', 'mode\u0301le.pt')).toBe(true)
    expect(sameName('Model.pt', 'model.pt')).toBe(false)
  })

  it('is escaped part by part', () => {
    expect(escapePath('a b/模/\ud800?#')).toBe('a%20b/%E6%A8%A1/%EF%BF%BD%3F%23')
  })
})

describe('what a search is after', () => {
  it('is one name where there is one, else every model file', () => {
    expect(wantedBy('sub\\tiny.safetensors')?.wants('x/tiny.safetensors')).toBe(true)
    expect(wantedBy('tiny.safetensors')?.wants('tiny.gguf')).toBe(false)
    expect(wantedBy('odd.task')?.wants('odd.safetensors')).toBe(false)
    for (const words of ['Wan 2.1', 'flux 1.1 pro', 'tiny']) {
      expect(wantedBy(words)?.wants('other.gguf'), words).toBe(true)
      expect(wantedBy(words)?.wants('README.md'), words).toBe(false)
    }
    expect(wantedBy('..')).toBeNull()
  })
})
