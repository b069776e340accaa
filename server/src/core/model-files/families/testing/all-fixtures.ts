import { addOnsFixtures } from './fixtures/add-ons.js'
import { controlnetsFixtures } from './fixtures/controlnets.js'
import { imageLorasFixtures } from './fixtures/image-loras.js'
import { imageTransformersFixtures } from './fixtures/image-transformers.js'
import { otherTransformersFixtures } from './fixtures/other-transformers.js'
import { pictureModelsFixtures } from './fixtures/picture-models.js'
import { textEncodersFixtures } from './fixtures/text-encoders.js'
import { unetLorasFixtures } from './fixtures/unet-loras.js'
import { unetsFixtures } from './fixtures/unets.js'
import { vaesFixtures } from './fixtures/vaes.js'
import { videoLorasFixtures } from './fixtures/video-loras.js'
import { videoTransformersFixtures } from './fixtures/video-transformers.js'
import { visionFixtures } from './fixtures/vision.js'

/** One file for each rule of the table, by the id of the rule. */
export const fixtures: ReadonlyMap<string, string> = new Map(
  [
    unetsFixtures,
    imageTransformersFixtures,
    videoTransformersFixtures,
    otherTransformersFixtures,
    textEncodersFixtures,
    vaesFixtures,
    controlnetsFixtures,
    unetLorasFixtures,
    imageLorasFixtures,
    videoLorasFixtures,
    addOnsFixtures,
    visionFixtures,
    pictureModelsFixtures,
  ].flatMap((group) => Object.entries(group)),
)
