/**
 * Architecture by the class of a diffusers pipeline, in the words of core/model-files/families. Only classes that serve one
 * architecture: StableDiffusionPipeline serves SD 1 and SD 2 and is not here. Source: huggingface/diffusers,
 * src/diffusers/pipelines. Sorted.
 */
export const pipelineFamilies: ReadonlyMap<string, string> = new Map([
  ['FluxPipeline', 'flux'],
])
