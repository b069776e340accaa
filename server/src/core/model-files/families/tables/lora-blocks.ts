/** Blocks that HunyuanVideo has and Flux.1 has not (19 and 38 against 20 and 40), and names of its first code. */
export const hunyuanOnly = [
  'double_blocks_19_img_attn_{qkv,proj}',
  'double_blocks_#_img_mlp_fc1',
  'double_blocks_#_img_mod_linear',
  'single_blocks_38_linear{1,2}',
  'single_blocks_39_linear{1,2}',
  'single_blocks_#_modulation_linear',
  'txt_in_individual_token_refiner_blocks_#_self_attn_{qkv,proj}',
]

/** The attention of the double blocks that Flux and HunyuanVideo share, by its width. */
export const double = (hidden: number) => [
  `double_blocks_#_img_attn_{qkv,proj} [*, ${hidden}]`,
  `double_blocks_#_txt_attn_{qkv,proj} [*, ${hidden}]`,
]
