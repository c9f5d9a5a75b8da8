import type { Language } from './backend/contract';
import type { Catalogue } from './catalogue';

/** The language on screen, and the catalogues to look in, one after the other. */
export type Spoken = { language: Language; locale: string; catalogues: Catalogue[] };

let now = $state.raw<Spoken>({ language: 'en', locale: 'en', catalogues: [] });

/** Whoever reads it is drawn anew when the language changes, and keeps its place and its focus. */
export const spoken = (): Spoken => now;

export function nowSpoken(next: Spoken): void {
  now = next;
}
