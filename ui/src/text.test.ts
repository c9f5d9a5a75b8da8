import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { FluentBundle, FluentResource } from '@fluent/bundle';
import { parse, type AST } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';

import { failureId } from './failure-words';
import type { Diagnosis } from './backend/contract';
import { piecesOf, plain } from './text';
import { idsOf, typeFile, typeOf, windowCatalogue } from '../tests/text-ids.mjs';

const source = fileURLToPath(new URL('.', import.meta.url));
const english = fileURLToPath(new URL('../../text/en', import.meta.url));
const catalogue = join(source, '../../crates/accounts/catalog/providers.json');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
const read = (file: string) => readFileSync(join(source, file), 'utf8');

const views = files.filter((file) => file.endsWith('.svelte'));
const scripts = files.filter((file) => /\.(svelte|ts)$/.test(file) && !/\.test\.ts$/.test(file));
const windowIds = idsOf(readFileSync(windowCatalogue, 'utf8'));
const failuresSource = readFileSync(join(english, 'failures.ftl'), 'utf8');

const diagnoses = (): Diagnosis[] => {
  const [, union = ''] = /type Diagnosis = ([^;]+);/.exec(read('backend/contract.ts')) ?? [];
  return [...union.matchAll(/"(\w+)"/g)].map(([, code]) => code as Diagnosis);
};

describe('the catalogues', () => {
  it('have a type with exactly their ids', () => {
    expect(readFileSync(typeFile, 'utf8')).toBe(typeOf(windowIds));
  });

  it('hold nothing that is not used', () => {
    const used = scripts.filter((file) => file !== 'text-ids.ts').map(read);
    const words = readdirSync(english).map((file) => readFileSync(join(english, file), 'utf8'));
    const unused = windowIds.filter(
      (id) =>
        !used.some((text) => text.includes(`'${id}'`)) &&
        !words.some((text) => text.includes(`{ ${id} }`)),
    );
    expect(unused).toEqual([]);
  });

  it.each(['en', 'de', 'ja', 'ar'])('warn of every known trap (%s)', (language) => {
    const words = readFileSync(join(english, '..', language, 'permissions.ftl'), 'utf8');
    const ids = new Set(idsOf(words).filter((id) => id.startsWith('trap-')));
    const providers = JSON.parse(readFileSync(catalogue, 'utf8')) as { traps?: string[] }[];
    const wanted = new Set(
      providers.flatMap(({ traps = [] }) => traps).map((key) => `trap-${key}`),
    );
    expect(ids).toEqual(wanted);
  });

  it('say what happened, why and what to do for each failure', () => {
    const ids = new Set(idsOf(failuresSource));
    const wanted = diagnoses().map(failureId);
    expect(wanted.length).toBeGreaterThan(40);
    const missing = wanted
      .flatMap((id) => [id, `${id}.why`, `${id}.fix`])
      .filter((id) => !ids.has(id));
    expect(missing).toEqual([]);
    expect([...ids].filter((id) => !wanted.includes(id.split('.')[0] ?? ''))).toEqual([]);
  });

  it('can be read as one, without a mistake, whatever is known', () => {
    const bundle = new FluentBundle('en');
    const names = readdirSync(english);
    const mistakes = names.flatMap((name) =>
      bundle.addResource(new FluentResource(readFileSync(join(english, name), 'utf8'))),
    );
    for (const subject of ['none', 'acme.example', 'google', 'github', 'slack']) {
      const facts = { tenant: 'a', provider: 'b', clientId: 'none', detail: 'd', subject };
      for (const id of idsOf(failuresSource)) {
        const [name = '', attribute] = id.split('.');
        const message = bundle.getMessage(name);
        const pattern = attribute === undefined ? message?.value : message?.attributes[attribute];
        bundle.formatPattern(pattern ?? '', facts, mistakes);
      }
    }
    expect(mistakes).toEqual([]);
  });
});

describe('a view', () => {
  const NAMED = new Set(['aria-label', 'title', 'placeholder', 'alt', 'label']);
  const isWord = (text: string) => /\p{L}{2,}/u.test(text);

  function literals(node: unknown): string[] {
    if (Array.isArray(node)) return node.flatMap(literals);
    if (typeof node !== 'object' || node === null || !('type' in node)) return [];
    if (node.type === 'Text') {
      const { data } = node as AST.Text;
      return isWord(data) ? [data.trim()] : [];
    }
    if (node.type === 'Attribute') {
      const { name, value } = node as AST.Attribute;
      return NAMED.has(name) ? literals(value) : [];
    }
    return Object.values(node).flatMap(literals);
  }

  it.each(views)('%s holds no words of its own', (file) => {
    expect(literals(parse(read(file), { modern: true }).fragment)).toEqual([]);
  });
});

describe('the styles', () => {
  const PHYSICAL =
    /(?:^|[\s;{])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom|width|height|text-align:\s*(?:left|right))\s*:/m;
  const styled = files.filter((file) => /\.(svelte|css)$/.test(file));

  it.each(styled)('%s go by the direction of reading', (file) => {
    const text = read(file);
    const css = file.endsWith('.css')
      ? text
      : (/<style[^>]*>([\s\S]*)<\/style>/.exec(text)?.[1] ?? '');
    expect(css.replace(/@media[^{]+/g, '')).not.toMatch(PHYSICAL);
  });
});

describe('words with names in them', () => {
  it('come apart into names and the text around them', () => {
    expect(piecesOf('Open \u2068Google\u2069’s page')).toEqual([
      { name: false, text: 'Open ' },
      { name: true, text: 'Google' },
      { name: false, text: '’s page' },
    ]);
  });

  it('count a name within a name as one', () => {
    expect(piecesOf('\u2068A link to \u2068Mooring\u2069\u2069.').map((it) => it.name)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('lose their marks on the way to the clipboard', () => {
    expect(plain('\u2068Google\u2069')).toBe('Google');
  });
});
