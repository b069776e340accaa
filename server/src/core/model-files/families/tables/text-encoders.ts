import { rows } from '../rule.js'
import { sources } from './sources.js'

const clip = (layer: number) => `text_model.encoder.layers.${layer}.mlp.fc1.weight`
const vision = 'vision_model.encoder.layers.0.layer_norm1.weight'
const positions = 'text_model.embeddings.position_embedding.weight'
const t5 = (layer: number) => `encoder.block.${layer}.layer.1.DenseReluDense.wi_1.weight`
const t5Key = 'encoder.block.0.layer.0.SelfAttention.k.weight'
const words = (vocabulary: string) => `{shared,encoder.embed_tokens}.weight [${vocabulary}, *]`
const open = 'transformer.resblocks.0.ln_1.weight'

/** CLIP, T5 and their kin, in the names that ComfyUI's CLIP loaders read. */
// prettier-ignore
export const clipAndT5Rows = rows({ kind: 'text-encoder', scope: 'file', source: sources.encoders }, [
  {
    id: 'clip-l', family: 'clip-l',
    has: [clip(0), `${clip(0)} [*, 768]`], lacks: [clip(12), vision, `${positions} [248, *]`],
  },
  {
    id: 'long-clip-l', family: 'long-clip-l',
    has: [`${clip(0)} [*, 768]`, `${positions} [248, 768]`], lacks: [vision],
    source: 'ComfyUI comfy/text_encoders/long_clipl.py',
  },
  { id: 'clip-h', family: 'clip-h', has: [clip(22), `${clip(0)} [*, 1024]`], lacks: [clip(30), vision] },
  { id: 'clip-g', family: 'clip-g', has: [clip(30), `${clip(0)} [*, 1280]`], lacks: [vision] },
  {
    id: 'clip-l-whole', family: 'clip-l', note: 'with its vision model', over: ['clip-vision-l', 'clip-vision-l-336'],
    has: [`${clip(0)} [*, 768]`, `${vision} [1024]`],
  },
  {
    id: 'clip-h-whole', family: 'clip-h', note: 'with its vision model', over: ['clip-vision-h'],
    has: [`${clip(22)} [*, 1024]`, vision],
  },
  {
    id: 'clip-g-whole', family: 'clip-g', note: 'with its vision model', over: ['clip-vision-g'],
    has: [`${clip(30)} [*, 1280]`, vision],
  },
  {
    id: 'open-clip-l', family: 'clip-l',
    has: [`${open} [768]`, 'token_embedding.weight'], source: 'ComfyUI comfy/utils.py, clip_text_transformers_convert',
  },
  {
    id: 'open-clip-h', family: 'clip-h',
    has: [`${open} [1024]`, 'token_embedding.weight'], source: 'ComfyUI comfy/utils.py, clip_text_transformers_convert',
  },
  {
    id: 'open-clip-g', family: 'clip-g',
    has: [`${open} [1280]`, 'token_embedding.weight'], source: 'ComfyUI comfy/utils.py, clip_text_transformers_convert',
  },
  { id: 't5-xxl', family: 't5-xxl', has: [`${t5(23)} [10240, *]`, words('32128|32100')] },
  { id: 'umt5-xxl', family: 'umt5-xxl', has: [`${t5(23)} [10240, *]`, words('256384')] },
  { id: 't5-xxl-or-kin', family: 't5-xxl', fallback: true, has: [`${t5(23)} [10240, *]`] },
  { id: 't5-xl', family: 't5-xl', has: [`${t5(23)} [5120, *]`] },
  { id: 't5-v1.0-xxl', family: 't5-v1.0-xxl', has: ['encoder.block.23.layer.1.DenseReluDense.wi.weight'] },
  { id: 't5-base', family: 't5-base', has: [`${t5Key} [768, *]`, words('32128|32100')], lacks: [t5(23)] },
  { id: 'umt5-base', family: 'umt5-base', has: [`${t5Key} [768, *]`, words('256384')], lacks: [t5(23)] },
  { id: 'byt5-small', family: 'byt5-small', has: [`${t5Key} [384, 1472]`] },
  { id: 't5-gemma', family: 't5-gemma', has: ['model.encoder.layers.0.pre_self_attn_layernorm.weight'] },
  { id: 'jina-clip-2', family: 'jina-clip-2', has: ['model.encoder.layers.0.mixer.Wqkv.weight'] },
])

const layer = (index: number, rest: string) =>
  `{model,language_model.model,model.language_model}.layers.${index}.${rest}`
const queryNorm = (index: number) => layer(index, 'self_attn.q_norm.weight')
const gemma = layer(0, 'post_feedforward_layernorm.weight')
const after = (length: number) => layer(0, `post_attention_layernorm.weight [${length}]`)
const keyBias = (length: number) => layer(0, `self_attn.k_proj.bias [${length}]`)
const qwenVision = '{model.visual,visual}.patch_embed.proj.weight'
const deepVision = '{model.visual,visual}.deepstack_merger_list.0.norm.weight'
const linear = 'model.language_model.layers.0.linear_attn.A_log'
const linearNorm = (length: string) => `model.language_model.layers.0.input_layernorm.weight [${length}]`
const embedded = (vocabulary: string, length: number) =>
  `{model,language_model.model,model.language_model}.embed_tokens.weight [${vocabulary}, ${length}]`
const decoder = [gemma, deepVision, linear, 't_embedder1.mlp.0.weight']

/** Language models that ComfyUI reads as text encoders. */
// prettier-ignore
export const languageEncoderRows = rows({ kind: 'text-encoder', scope: 'file', source: sources.encoders }, [
  { id: 'gemma2-2b', family: 'gemma2-2b', has: [gemma, after(2304)], lacks: [queryNorm(0)] },
  { id: 'gemma3-4b', family: 'gemma3-4b', has: [gemma, queryNorm(0), after(2560)], lacks: [queryNorm(34)] },
  {
    id: 'gemma3-12b', family: 'gemma3-12b',
    has: [gemma, queryNorm(47), layer(5, 'self_attn.v_proj.weight')], lacks: [queryNorm(59)],
  },
  { id: 'gemma4-e2b', family: 'gemma4-e2b', has: [gemma, queryNorm(34)], lacks: [queryNorm(41)] },
  { id: 'gemma4-e4b', family: 'gemma4-e4b', has: [gemma, queryNorm(41)], lacks: [queryNorm(47)] },
  {
    id: 'gemma4-12b', family: 'gemma4-12b',
    has: [gemma, queryNorm(47)], lacks: [queryNorm(59), layer(5, 'self_attn.v_proj.weight')],
  },
  { id: 'gemma4-31b', family: 'gemma4-31b', has: [gemma, queryNorm(59)] },
  {
    id: 'gpt-oss-20b', family: 'gpt-oss-20b',
    has: ['{model.,}layers.0.self_attn.sinks', '{model.,}layers.0.mlp.experts.gate_up_proj.weight'],
  },
  { id: 'qwen2.5-3b', family: 'qwen2.5-3b', has: [keyBias(256)], lacks: [qwenVision, ...decoder] },
  { id: 'qwen2.5-vl-3b', family: 'qwen2.5-vl-3b', has: [keyBias(256), qwenVision], lacks: decoder },
  { id: 'qwen2.5-7b', family: 'qwen2.5-7b', has: [keyBias(512), after(3584)], lacks: [qwenVision, ...decoder] },
  { id: 'qwen2.5-vl-7b', family: 'qwen2.5-vl-7b', has: [keyBias(512), after(3584), qwenVision], lacks: decoder },
  { id: 'qwen3-0.6b', family: 'qwen3-0.6b', has: [queryNorm(0), after(1024)], lacks: decoder },
  { id: 'qwen3-1.7b', family: 'qwen3-1.7b', has: [queryNorm(0), after(2048)], lacks: decoder },
  { id: 'qwen3-4b', family: 'qwen3-4b', has: [queryNorm(0), after(2560)], lacks: decoder },
  { id: 'qwen3-8b', family: 'qwen3-8b', has: [queryNorm(0), after(4096)], lacks: decoder },
  {
    id: 'qwen3-vl-4b', family: 'qwen3-vl-4b',
    has: [deepVision, '{model.visual,visual}.merger.linear_fc2.weight [2560, *]'], lacks: ['t_embedder1.mlp.0.weight'],
  },
  {
    id: 'qwen3-vl-8b', family: 'qwen3-vl-8b',
    has: [deepVision, '{model.visual,visual}.merger.linear_fc2.weight [4096, *]'], lacks: ['t_embedder1.mlp.0.weight'],
  },
  { id: 'qwen3.5-0.8b', family: 'qwen3.5-0.8b', has: [linear, linearNorm('1024')] },
  { id: 'qwen3.5-2b', family: 'qwen3.5-2b', has: [linear, linearNorm('2048')] },
  { id: 'qwen3.5-4b', family: 'qwen3.5-4b', has: [linear, linearNorm('2560')] },
  { id: 'qwen3.5-9b', family: 'qwen3.5-9b', has: [linear, linearNorm('4096')] },
  { id: 'qwen3.5-27b', family: 'qwen3.5-27b', has: [linear, linearNorm('5120')] },
  {
    id: 'mistral3-24b', family: 'mistral3-24b',
    has: [after(5120), layer(39, 'post_attention_layernorm.weight'), embedded('131072', 5120)],
    lacks: [queryNorm(0), ...decoder],
  },
  {
    id: 'mistral3-24b-pruned', family: 'mistral3-24b-pruned',
    has: [after(5120), embedded('131072', 5120)],
    lacks: [queryNorm(0), layer(39, 'post_attention_layernorm.weight'), ...decoder],
  },
  {
    id: 'ministral3-3b', family: 'ministral3-3b',
    has: [after(3072), embedded('131072', 3072)], lacks: [queryNorm(0), ...decoder],
  },
  {
    id: 'llama3-8b', family: 'llama3-8b',
    has: [after(4096), layer(31, 'post_attention_layernorm.weight'), embedded('128256|128320|128260', 4096)],
    lacks: [queryNorm(0), layer(0, 'self_attn.k_proj.bias'), ...decoder],
  },
  {
    id: 'language-model', kind: 'language-model', family: null, fallback: true,
    has: [layer(0, 'self_attn.q_proj.weight'), '{model,language_model.model,model.language_model}.embed_tokens.weight'],
    source: 'huggingface/transformers, names of its models',
  },
])

const block = 'blk.0.attn_q.weight'
const tokens = (vocabulary: string, length: number) => `token_embd.weight [${vocabulary}, ${length}]`
const t5Architectures = ['t5', 't5encoder']

/** The same as GGUF, in the names of llama.cpp. */
// prettier-ignore
export const ggufEncoderRows = rows({ kind: 'text-encoder', scope: 'file', source: sources.gguf }, [
  {
    id: 'gguf-t5-xxl', family: 't5-xxl', architectures: t5Architectures,
    has: ['enc.blk.23.ffn_up.weight', tokens('32128', 4096)],
  },
  {
    id: 'gguf-umt5-xxl', family: 'umt5-xxl', architectures: t5Architectures,
    has: ['enc.blk.23.ffn_up.weight', tokens('256384', 4096)],
  },
  {
    id: 'gguf-t5-xl', family: 't5-xl', architectures: t5Architectures,
    has: ['enc.blk.23.ffn_up.weight', tokens('32128', 2048)],
  },
  {
    id: 'gguf-t5-base', family: 't5-base', architectures: t5Architectures,
    has: ['enc.blk.11.ffn_up.weight', tokens('32128', 768)],
  },
  {
    id: 'gguf-llama3-8b', family: 'llama3-8b', architectures: ['llama'],
    has: [block, tokens('128256|128320', 4096), 'blk.31.attn_q.weight'],
  },
  {
    id: 'gguf-mistral3-24b', family: 'mistral3-24b', architectures: ['llama', 'mistral3'],
    has: [block, tokens('131072', 5120)],
  },
  {
    id: 'gguf-ministral3-3b', family: 'ministral3-3b', architectures: ['llama', 'mistral3'],
    has: [block, tokens('131072', 3072)],
  },
  { id: 'gguf-qwen2.5-vl-3b', family: 'qwen2.5-vl-3b', architectures: ['qwen2vl'], has: [block, tokens('*', 2048)] },
  { id: 'gguf-qwen2.5-vl-7b', family: 'qwen2.5-vl-7b', architectures: ['qwen2vl'], has: [block, tokens('*', 3584)] },
  {
    id: 'gguf-qwen2.5-3b', family: 'qwen2.5-3b', architectures: ['qwen2'],
    has: [block, tokens('*', 2048)], source: sources.llamaCpp,
  },
  {
    id: 'gguf-qwen2.5-7b', family: 'qwen2.5-7b', architectures: ['qwen2'],
    has: [block, tokens('*', 3584)], source: sources.llamaCpp,
  },
  { id: 'gguf-qwen3-0.6b', family: 'qwen3-0.6b', architectures: ['qwen3'], has: [block, tokens('*', 1024)] },
  { id: 'gguf-qwen3-1.7b', family: 'qwen3-1.7b', architectures: ['qwen3'], has: [block, tokens('*', 2048)] },
  { id: 'gguf-qwen3-4b', family: 'qwen3-4b', architectures: ['qwen3'], has: [block, tokens('*', 2560)] },
  {
    id: 'gguf-qwen3-8b', family: 'qwen3-8b', architectures: ['qwen3'],
    has: [block, tokens('*', 4096), 'blk.35.attn_q.weight'], lacks: ['blk.36.attn_q.weight'],
  },
  { id: 'gguf-qwen3-vl-4b', family: 'qwen3-vl-4b', architectures: ['qwen3vl'], has: [block, tokens('*', 2560)] },
  { id: 'gguf-qwen3-vl-8b', family: 'qwen3-vl-8b', architectures: ['qwen3vl'], has: [block, tokens('*', 4096)] },
  {
    id: 'gguf-gemma2-2b', family: 'gemma2-2b', architectures: ['gemma2'],
    has: [block, tokens('*', 2304)], source: sources.llamaCpp,
  },
  {
    id: 'gguf-gemma3-4b', family: 'gemma3-4b', architectures: ['gemma3'],
    has: [block, tokens('*', 2560)], source: sources.llamaCpp,
  },
  {
    id: 'gguf-gemma3-12b', family: 'gemma3-12b', architectures: ['gemma3'],
    has: [block, tokens('*', 3840)], source: sources.llamaCpp,
  },
  {
    id: 'gguf-vision', kind: 'other', family: 'mmproj', architectures: ['clip'],
    has: ['v.blk.0.{attn_q,attn_out,ln1}.weight'],
  },
  {
    id: 'gguf-language-model', kind: 'language-model', family: null, fallback: true,
    has: [block, 'token_embd.weight'], source: sources.llamaCpp,
  },
])
