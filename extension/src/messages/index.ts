import { en, type Texts } from './en.js'

/** One file per language; a language that is not here yet reads English. */
const languages: Readonly<Record<string, Texts>> = { en }

function pick(language: string): Texts {
  return languages[language.slice(0, 2)] ?? en
}

export const texts: Texts = pick(typeof navigator === 'undefined' ? 'en' : navigator.language)
