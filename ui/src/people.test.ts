import { describe, expect, it } from 'vitest';

import { dana, kenji } from './backend/fixtures';
import { linesOf, namesOf } from './people';

describe('two people', () => {
  it('go by their names', () => {
    expect(namesOf(dana, kenji)).toEqual({ before: 'Dana Okafor', now: 'Kenji Mori' });
  });

  it('go by e-mail where they have the same name', () => {
    const other = { ...dana, email: 'dana@home.example' };
    expect(namesOf(dana, other)).toEqual({
      before: 'dana.okafor@acme.example',
      now: 'dana@home.example',
    });
  });
});

describe('a person', () => {
  it('has the lines that are known, and none twice', () => {
    expect(linesOf({ ...dana, organization: 'Acme' })).toEqual([dana.email, 'Acme']);
    expect(linesOf({ name: 'a@b.example', email: 'a@b.example', organization: null })).toEqual([]);
  });
});
