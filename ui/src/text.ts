import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';

import type { Language } from './backend/contract';
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

const catalogues = new Map<Language, FluentBundle>();
let wanted: Language = WHOLE;

async function fetched(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.text();
}

async function catalogue(of: Language, read: typeof fetched): Promise<FluentBundle> {
  const known = catalogues.get(of);
  if (known !== undefined) return known;
  const bundle = new FluentBundle(localeOf(of));
  const own = Object.entries(addresses).filter(([path]) => path.includes(`/text/${of}/`));
  const sources = await Promise.allSettled(own.map(([, address]) => read(address)));
  for (const source of sources) {
    if (source.status === 'fulfilled') bundle.addResource(new FluentResource(source.value));
  }
  if (sources.every(({ status }) => status === 'fulfilled')) catalogues.set(of, bundle);
  return bundle;
}

/**
 * Reads the words of a language, and has the window say them. False where the window's own cannot
 * be read; without those of permissions or of failures, their codes are shown.
 */
export async function speak(language: Language, read = fetched): Promise<boolean> {
  wanted = language;
  const languages = [...new Set([language, WHOLE])];
  const bundles = await Promise.all(languages.map((it) => catalogue(it, read)));
  // Unless another one was chosen meanwhile, or these are the words on screen.
  if (wanted === language && bundles.some((it, at) => spoken().bundles[at] !== it))
    nowSpoken({ language, locale: localeOf(language), bundles });
  return findWords('starting') !== null;
}

/** The words of a message or of its attribute (`id.attribute`); null where the catalogue has none. */
export function findWords(id: string, facts?: Facts): string | null {
  const [name = id, attribute] = id.split('.');
  for (const bundle of spoken().bundles) {
    const message = bundle.getMessage(name);
    const pattern = attribute === undefined ? message?.value : message?.attributes[attribute];
    if (pattern !== null && pattern !== undefined) return bundle.formatPattern(pattern, facts, []);
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
