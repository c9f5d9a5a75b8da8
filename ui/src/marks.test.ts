import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { drawing, drawn, folder, logos } from '../tests/marks.mjs';

const catalogue = new URL('../../crates/accounts/catalog/providers.json', import.meta.url);
const providers = JSON.parse(readFileSync(catalogue, 'utf8')) as { key: string }[];
const keys = new Set(providers.map((provider) => provider.key));

describe('the marks', () => {
  it('belong to providers of the catalogue', () => {
    expect(Object.keys(logos).filter((key) => !keys.has(key))).toEqual([]);
  });

  it('are exactly those that have a logo', () => {
    expect(drawn().sort()).toEqual(Object.keys(logos).sort());
  });

  it.each(Object.entries(logos))('of %s is as the set has it', (key, logo) => {
    expect(readFileSync(new URL(`${key}.svg`, folder), 'utf8')).toBe(drawing(logo));
  });
});
