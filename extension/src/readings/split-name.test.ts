import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitName } from './split-name.js'

test.each([
  ['qwen_2.5_vl_7b_fp8_scaled.safetensors', ['', 'qwen_2.5_vl_7b_', 'fp8_scaled', '', '.safetensors']],
  ['flux1-dev-Q4_K_M.gguf', ['', 'flux1-dev-', 'Q4_K_M', '', '.gguf']],
  ['wan2.1_t2v_14B_fp8_e4m3fn_by_kim.safetensors', ['', 'wan2.1_t2v_14B_', 'fp8_e4m3fn', '_by_kim', '.safetensors']],
  ['SDXL\\dreamy-v1.1.ckpt', ['SDXL\\', 'dreamy-', 'v1.1', '', '.ckpt']],
  ['antelope-v2-face-landmarks.onnx', ['', 'antelope-v2-face-landmarks', '', '', '.onnx']],
  ['ip-adapter.bin', ['', 'ip-adapter', '', '', '.bin']],
  ['柔らかい色-bf16.safetensors', ['', '柔らかい色-', 'bf16', '', '.safetensors']],
  ['fp16.safetensors', ['', 'fp16', '', '', '.safetensors']],
  ['ComfyUI_PortraitID', ['', 'ComfyUI_PortraitID', '', '', '']],
  ['control-lora/depth-rank256.safetensors', ['control-lora/', 'depth-rank256', '', '', '.safetensors']],
  ['', ['', '', '', '', '']],
])('%s', (name, [folder, head, token, rest, ending]) => {
  expect(splitName(name)).toEqual({ folder, head, token, rest, ending })
})

test('the parts make the name up again, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (name) => {
      const { folder, head, token, rest, ending } = splitName(name)
      expect(folder + head + token + rest + ending).toBe(name)
    }),
  )
})

test('a hostile name takes no time', () => {
  const started = performance.now()
  splitName(`${'q4_'.repeat(130)}.gguf`)
  splitName('9.'.repeat(100_000))
  expect(performance.now() - started).toBeLessThan(200)
})
