/** Builders of small files that carry texts. They write what the named programs write, independently of our readers. */
export * from './bytes-of.js'
export * from './png-with.js'
export * from './exif-with.js'
export * from './pictures-with.js'
export * from './boxes-with.js'
export * from './videos-with.js'
export * from './sounds-with.js'
export * from './models-with.js'
