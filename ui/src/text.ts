import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';

import type { TextId } from './text-ids';

type Facts = Record<string, FluentVariable>;

/**
 * Where the catalogues lie: files beside the script, a folder for each language. The desktop's words
 * are not the window's.
 */
const addresses = import.meta.glob<string>(['../../text/*/*.ftl', '!../../text/*/desktop.ftl'], {
  query: '?url',
  import: 'default',
  eager: true,
});

/** The language of the words on screen. */
export const language = 'en';
/** Has every message; it stands in where another language has none. */
const WHOLE = 'en';

/** The catalogues to look in, one after the other. */
let bundles: FluentBundle[] = [];

async function fetched(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.text();
}

async function catalogue(of: string, read: typeof fetched): Promise<FluentBundle> {
  const bundle = new FluentBundle(of);
  const own = Object.entries(addresses).filter(([path]) => path.includes(`/text/${of}/`));
  const sources = await Promise.allSettled(own.map(([, address]) => read(address)));
  for (const source of sources) {
    if (source.status === 'fulfilled') bundle.addResource(new FluentResource(source.value));
  }
  return bundle;
}

/**
 * Reads the words. False where the window's own cannot be read; without those of permissions or of
 * failures, their codes are shown.
 */
export async function loadWords(read = fetched): Promise<boolean> {
  const languages = [...new Set([language, WHOLE])];
  bundles = await Promise.all(languages.map((it) => catalogue(it, read)));
  return findWords('starting') !== null;
}

/** The words of a message or of its attribute (`id.attribute`); null where the catalogue has none. */
export function findWords(id: string, facts?: Facts): string | null {
  const [name = id, attribute] = id.split('.');
  for (const bundle of bundles) {
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

/** Without the marks that keep names apart from the text around them, for the clipboard. */
export function plain(words: string): string {
  return words.replace(/[\u2068\u2069]/g, '');
}
