import { describe, expect, it } from 'vitest';

import { Catalogue } from './catalogue';

const files = [
  '-program = Mooring\nopen = Open { -program }\nboth = first',
  'failed = { -program } failed for { $who }\n  .why = It rained\nboth = second',
  'last = Last',
];

describe('a catalogue', () => {
  const catalogue = new Catalogue('en', files);
  const words = (id: string, attribute?: string) => catalogue.words(id, attribute, { who: 'x' });

  it('finds what any of its files has, with the terms of those before', () => {
    expect(words('last')).toBe('Last');
    expect(words('open')).toBe('Open \u2068Mooring\u2069');
    expect(words('failed')).toBe('\u2068Mooring\u2069 failed for \u2068x\u2069');
    expect(words('failed', 'why')).toBe('It rained');
    expect(words('failed', 'fix')).toBeNull();
    expect(words('missing')).toBeNull();
    expect(words('both')).toBe('first');
  });
});
