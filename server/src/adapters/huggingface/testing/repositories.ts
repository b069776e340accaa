import type { HubRepository } from './hub.js'

/** As the live hub answered for it: the hub's own clients carry these values in their tests. */
export const bert: HubRepository = {
  commit: 'dd4bc8b21efa05ec961e3efc4ee5e3832a3679c7',
  cardData: { license: 'apache-2.0' },
  files: {
    'tf_model.h5': {
      size: 536063208,
      sha256: 'a7a17d6d844b5de815ccab5f42cad6d24496db3850a2a43d8258221018ce87d2',
      oid: '9eb98c817f04b051b3bcca591bcd4e03cec88018',
      xet: '879c5715c18a0b7f051dd33f70f0a5c8dd1522e0a43f6f75520f16167f29279b',
    },
    'config.json': { size: 313, oid: '45a2321a7ecfdaaf60a6c1fd7f5463994cc8907d' },
  },
}

/** Laid out as ComfyUI has it; a folder that only looks so beside it. */
export const studio: HubRepository = {
  commit: '1f'.repeat(20),
  tags: ['license:other', 'base_model:finetune:makers/base', 'base_model:makers/base'],
  cardData: { license: 'other', license_name: 'studio-non-commercial' },
  files: {
    'split_files/vae/tiny ae.safetensors': { size: 335304388, sha256: '2a'.repeat(32), oid: '3b'.repeat(20) },
    'vae/diffusion_pytorch_model.safetensors': { size: 335304388, sha256: '4c'.repeat(32), oid: '5d'.repeat(20) },
    'loras/模型 v1.safetensors': { size: 19, sha256: '6e'.repeat(32), oid: '7f'.repeat(20) },
    'README.md': { size: 11, oid: '8a'.repeat(20) },
    'tiny-fp8.safetensors': { size: 20, sha256: '9b'.repeat(32), oid: 'ac'.repeat(20) },
  },
}

export const gated: HubRepository = {
  commit: 'bd'.repeat(20),
  gated: 'manual',
  cardData: { license: 'other', license_name: 'gated-licence' },
  files: { 'gated-dev.safetensors': { size: 23802932552, sha256: 'ce'.repeat(32), oid: 'df'.repeat(20) } },
}
