import type { FluentVariable } from '@fluent/bundle';

import type { Language } from './backend/contract';
import { Catalogue } from './catalogue';
import { localeOf } from './languages';
import { nowSpoken, spoken } from './spoken.svelte';
import type { TextId } from './text-ids';

type Facts = Record<string, FluentVariable>;

/**
 * Where the catalogues lie: files beside the script, a folder for each language. The desktop's words
 * and the command line's are not the window's.
 */
const addresses = import.meta.glob<string>(
  ['../../text/*/*.ftl', '!../../text/*/desktop.ftl', '!../../text/*/command-line.ftl'],
  { query: '?url', import: 'default', eager: true },
);

/** Has every message; it stands in where another language has none. */
const WHOLE: Language = 'en';

const catalogues = new Map<Language, Promise<Catalogue>>();
let wanted: Language = WHOLE;

async function fetched(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.text();
}

async function readCatalogue(of: Language, read: typeof fetched): Promise<Catalogue> {
  const own = Object.entries(addresses).filter(([path]) => path.includes(`/text/${of}/`));
  // The window's own words first: nearly all that is sought is there.
  own.sort(([path]) => (path.endsWith('/mooring.ftl') ? -1 : 0));
  const sources = await Promise.allSettled(own.map(([, address]) => read(address)));
  if (sources.some(({ status }) => status === 'rejected')) catalogues.delete(of);
  return new Catalogue(
    localeOf(of),
    sources.flatMap((source) => (source.status === 'fulfilled' ? [source.value] : [])),
  );
}

function catalogue(of: Language, read: typeof fetched): Promise<Catalogue> {
  const known = catalogues.get(of) ?? readCatalogue(of, read);
  catalogues.set(of, known);
  return known;
}

/** Fetches what every language may need, before it is known which one is spoken. */
export function prepareWords(): void {
  void catalogue(WHOLE, fetched);
}

/**
 * Reads the words of a language, and has the window say them. False where the window's own cannot
 * be read; without those of permissions or of failures, their codes are shown.
 */
export async function speak(language: Language, read = fetched): Promise<boolean> {
  wanted = language;
  const languages = [...new Set([language, WHOLE])];
  const found = await Promise.all(languages.map((it) => catalogue(it, read)));
  // Unless another one was chosen meanwhile, or these are the words on screen.
  if (wanted === language && found.some((it, at) => spoken().catalogues[at] !== it))
    nowSpoken({ language, locale: localeOf(language), catalogues: found });
  return findWords('starting') !== null;
}

/** The words of a message or of its attribute (`id.attribute`); null where the catalogue has none. */
export function findWords(id: string, facts?: Facts): string | null {
  const [name = id, attribute] = id.split('.');
  for (const catalogue of spoken().catalogues) {
    const words = catalogue.words(name, attribute, facts);
    if (words !== null) return words;
  }
  return null;
}

/** The words of one of the window's own messages. */
export function t(id: TextId, facts?: Facts): string {
  return findWords(id, facts) ?? id;
}

/** A stretch of words: a name that was filled in, or the text around it. */
export type Piece = { name: boolean; text: string };

/** The catalogue puts U+2068 … U+2069 around all it fills in, nested where a name holds another. */
export function piecesOf(words: string): Piece[] {
  const pieces: Piece[] = [];
  let depth = 0;
  for (const [part] of words.matchAll(/[\u2068\u2069]|[^\u2068\u2069]+/g)) {
    if (part === '\u2068') depth += 1;
    else if (part === '\u2069') depth -= 1;
    else pieces.push({ name: depth > 0, text: part });
  }
  return pieces;
}

/** Without the marks that keep names and directions apart, for the clipboard and to be read out. */
export function plain(words: string): string {
  return words.replace(/[\u200e\u2068\u2069]/g, '');
}
