import type { Json } from './model.js'

/** A value that an instance gives to a widget inside. */
export interface Promoted {
  readonly value: Json
  readonly where: string
}
