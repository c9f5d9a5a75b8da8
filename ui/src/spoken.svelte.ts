import type { FluentBundle } from '@fluent/bundle';

import type { Language } from './backend/contract';

/** The language on screen, and the catalogues to look in, one after the other. */
export type Spoken = { language: Language; locale: string; bundles: FluentBundle[] };

let now = $state.raw<Spoken>({ language: 'en', locale: 'en', bundles: [] });

/** Whoever reads it is drawn anew when the language changes, and keeps its place and its focus. */
export const spoken = (): Spoken => now;

export function nowSpoken(next: Spoken): void {
  now = next;
}
