import * as v from 'valibot'
import { CandidateSchema } from './report-parts.js'

/**
 * Node packs of one workflow, chosen together: what each explains, why it and not another, what stays open and what nobody knows.
 * `nodeTypes` of the report is the same told type by type.
 */

/** What a catalogue tells of a pack, as far as it does. */
export const PackAboutSchema = v.object({
  author: v.optional(v.string()),
  description: v.optional(v.string()),
  stars: v.optional(v.number()),
  /** ISO 8601 date of its last change. */
  updated: v.optional(v.string()),
  /** Newest version that a registry lists. */
  latest: v.optional(v.string()),
  licence: v.optional(v.string()),
  /** Why it should not be taken any more, in its publisher's or the catalogue's words. */
  deprecated: v.optional(v.string()),
})
export type PackAbout = v.InferOutput<typeof PackAboutSchema>

/** `code-at-install`: runs a script of its own; `packages`: brings Python packages; `flagged`: the registry says so; `unlisted`: nobody lists it; `deprecated`. */
export const packRiskKinds = ['code-at-install', 'deprecated', 'flagged', 'packages', 'unlisted'] as const
export const PackRiskSchema = v.object({ kind: v.picklist(packRiskKinds), says: v.string() })
export type PackRisk = v.InferOutput<typeof PackRiskSchema>

/** Another pack that claims some of the same types, and what speaks for or against it. */
export const AlternativeSchema = v.object({
  candidate: CandidateSchema,
  explains: v.array(v.string()),
  /** One sentence: "explains 7 of 9; the other 2 would need another pack". */
  difference: v.string(),
  about: v.optional(PackAboutSchema),
})
export type Alternative = v.InferOutput<typeof AlternativeSchema>

export const PackCardSchema = v.object({
  /** Same key in report, decision and plan: repository `github.com/owner/name`, else `id:...`. */
  key: v.string(),
  pack: CandidateSchema,
  /** Node types of this workflow that it answers, sorted, and the nodes that want them. */
  explains: v.array(v.string()),
  nodes: v.array(v.string()),
  active: v.boolean(),
  /** Reasons for the choice, the strongest first. */
  why: v.array(v.string()),
  alternatives: v.array(AlternativeSchema),
  /** Which version fits: what the file names, or the newest whose definitions still take the workflow's inputs. */
  version: v.optional(v.object({ version: v.string(), says: v.string() })),
  about: v.optional(PackAboutSchema),
  risks: v.array(PackRiskSchema),
  /** Set when a remembered decision made the choice. */
  decided: v.optional(v.picklist(['everywhere', 'workflow'])),
})
export type PackCard = v.InferOutput<typeof PackCardSchema>

/** Several packs are equally good answers for these types: the person picks one. */
export const PackChoiceSchema = v.object({
  types: v.array(v.string()),
  nodes: v.array(v.string()),
  active: v.boolean(),
  options: v.array(AlternativeSchema),
  /** Why none is taken. */
  why: v.array(v.string()),
})
export type PackChoice = v.InferOutput<typeof PackChoiceSchema>

/** A type that nobody knows, with what one can do about it. */
export const UnknownTypeSchema = v.object({
  type: v.string(),
  nodes: v.array(v.string()),
  active: v.boolean(),
  next: v.string(),
  /** Words to search for. */
  words: v.array(v.string()),
})
export type UnknownType = v.InferOutput<typeof UnknownTypeSchema>

export const PackResolutionSchema = v.object({
  cards: v.array(PackCardSchema),
  choices: v.array(PackChoiceSchema),
  unknown: v.array(UnknownTypeSchema),
  /** How it was worked out, step by step; `exact` is false when the bound on work was met and a choice was left open for it. */
  derivation: v.object({ exact: v.boolean(), steps: v.array(v.string()) }),
})
export type PackResolution = v.InferOutput<typeof PackResolutionSchema>
