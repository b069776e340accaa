import { rows } from '../rule.js'
import { double, hunyuanOnly } from './lora-blocks.js'
import { sources } from './sources.js'

const aceCross = 'transformer_blocks_#_cross_attn_to_{q,k,v} [2560, 2560]'
const wan = (hidden: number) => [
  `blocks_#_self_attn_{q,k,v,o} [*, ${hidden}]`,
  `blocks_#_cross_attn_{q,k,v,o} [*, ${hidden}]`,
  `blocks_#_attn{1,2}_to_{q,k,v} [*, ${hidden}]`,
  `blocks_#_ffn_0 [*, ${hidden}]`,
]
const ltx = (hidden: number) => `transformer_blocks_#_attn1_to_{q,k,v} [*, ${hidden}]`
const ltxSound = 'transformer_blocks_#_audio_attn1_to_{q,k,v}'
const query = (kind: string, hidden: number) => `visual_transformer_blocks_#_${kind}_attention_to_query [*, ${hidden}]`

/** LoRAs for transformers that make videos or sound. */
// prettier-ignore
export const videoLoraRows = rows({ kind: 'lora', scope: 'adapter', source: sources.adapters }, [
  {
    id: 'lora-wan-14b', family: 'wan-14b',
    mayBe: ['wan2.1-t2v-14b', 'wan2.2-t2v-14b', 'wan2.1-i2v-14b', 'wan2.2-i2v-14b'],
    has: [], any: wan(5120), lacks: ['blocks_#_self_attn_output_proj'],
  },
  { id: 'lora-wan-1.3b', family: 'wan-1.3b', mayBe: ['wan2.1-t2v-1.3b'], has: [], any: wan(1536) },
  { id: 'lora-wan-5b', family: 'wan2.2-ti2v-5b', has: [], any: wan(3072) },
  {
    id: 'lora-hunyuan-video', family: 'hunyuan-video', mayBe: ['hunyuan-video-i2v', 'skyreels-i2v', 'framepack'],
    has: [],
    any: [
      ...hunyuanOnly.filter((need) => !need.includes('token_refiner')),
      'txt_in_individual_token_refiner_blocks_#_self_attn_{qkv,proj} [*, 3072]',
    ],
    lacks: [...double(2048), ...double(3584), ...double(6144), ...double(4096)], source: sources.kohya,
  },
  { id: 'lora-hunyuan-video-1.5', family: 'hunyuan-video-1.5', has: [], any: double(2048) },
  { id: 'lora-ltxv-2b', family: 'ltxv-2b', has: [], any: [ltx(2048)], lacks: [ltxSound] },
  {
    id: 'lora-ltx-4096', family: null, note: 'it is as wide as LTX-Video 13B and LTX-2', mayBe: ['ltxv-13b', 'ltx2'],
    has: [], any: [ltx(4096)], lacks: [ltxSound],
  },
  { id: 'lora-ltx2', family: 'ltx2', has: [ltxSound] },
  { id: 'lora-mochi', family: 'mochi', has: [], any: ['blocks_#_attn_qkv_{x,y}', 'blocks_#_attn_proj_{x,y}'] },
  {
    id: 'lora-cogvideox-2b', family: 'cogvideox-2b',
    has: [], any: [ltx(1920), 'blocks_#_{q,k,v} [1920, 1920]'], source: sources.diffusers,
  },
  {
    id: 'lora-cogvideox-5b', family: 'cogvideox-5b',
    has: [], any: [ltx(3072), 'blocks_#_{q,k,v} [3072, 3072]'], source: sources.diffusers,
  },
  {
    id: 'lora-predict2-2b', family: null, note: 'it is as wide as Cosmos-Predict2 2B and Anima',
    mayBe: ['cosmos-predict2-2b', 'anima'],
    has: [],
    any: [
      'blocks_#_self_attn_{q,k,v}_proj [*, 2048]', 'blocks_#_cross_attn_{q,k,v}_proj [2048, *]',
      'blocks_#_mlp_layer1 [*, 2048]',
    ],
  },
  {
    id: 'lora-predict2-14b', family: 'cosmos-predict2-14b',
    has: [],
    any: [
      'blocks_#_self_attn_{q,k,v}_proj [*, 5120]', 'blocks_#_cross_attn_{q,k,v}_proj [5120, *]',
      'blocks_#_mlp_layer1 [*, 5120]',
    ],
  },
  { id: 'lora-kandinsky5-lite', family: 'kandinsky5-lite', has: [], any: [query('self', 1792), query('cross', 1792)] },
  {
    id: 'lora-kandinsky5-image', family: 'kandinsky5-image',
    has: [], any: [query('self', 2560), query('cross', 2560)],
  },
  { id: 'lora-kandinsky5-pro', family: 'kandinsky5-pro', has: [], any: [query('self', 4096), query('cross', 4096)] },
  {
    id: 'lora-ace-step', family: 'ace-step',
    has: [], any: [aceCross, 'transformer_blocks_#_attn_to_{q,k,v} [2560, 2560]'],
  },
  {
    id: 'lora-ace-step-1.5', family: 'ace-step-1.5',
    has: ['layers_#_self_attn_q_proj [*, 2048]', 'layers_#_cross_attn_{q,k,v}_proj'],
  },
  {
    id: 'lora-stable-audio', family: 'stable-audio',
    has: [],
    any: [
      'layers_#_self_attn_to_qkv [4608, 1536]', 'transformer_layers_#_self_attn_to_qkv [4608, 1536]',
      'model_transformer_layers_#_self_attn_to_qkv [4608, 1536]',
    ],
  },
])
