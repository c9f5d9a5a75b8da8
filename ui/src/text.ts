import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';

import type { TextId } from './text-ids';

type Facts = Record<string, FluentVariable>;

const sources = import.meta.glob<string>('../../text/*/*.ftl', {
  query: '?raw',
  import: 'default',
  eager: true,
});

function catalogue(language: string): FluentBundle {
  const bundle = new FluentBundle(language);
  for (const [path, source] of Object.entries(sources)) {
    if (path.includes(`/text/${language}/`)) bundle.addResource(new FluentResource(source));
  }
  return bundle;
}

/** The language of the words on screen. */
export const language = 'en';
const bundle = catalogue(language);

/** The words of a message or of its attribute (`id.attribute`); null where the catalogue has none. */
export function findWords(id: string, facts?: Facts): string | null {
  const [name = id, attribute] = id.split('.');
  const message = bundle.getMessage(name);
  const pattern = attribute === undefined ? message?.value : message?.attributes[attribute];
  if (pattern === null || pattern === undefined) return null;
  return bundle.formatPattern(pattern, facts, []);
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
