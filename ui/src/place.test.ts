import { afterEach, describe, expect, it } from 'vitest';

import { comeFrom, holdsWindow, keepsPlace, place, placeBefore } from './place';

const undo: (() => void)[] = [];
afterEach(() => {
  undo.splice(0).forEach((it) => {
    it();
  });
});

describe('the place in the address', () => {
  it('comes back as it was told, once', () => {
    undo.push(keepsPlace('selected', () => 'account:cac_1&2'));
    undo.push(keepsPlace('query', () => 'Grüße'));
    undo.push(keepsPlace('deep', () => null));
    undo.push(keepsPlace('scroll', () => '1680'));
    comeFrom(place());
    expect(placeBefore('selected')).toBe('account:cac_1&2');
    expect(placeBefore('query')).toBe('Grüße');
    expect(placeBefore('deep')).toBeNull();
    expect(placeBefore('scroll')).toBe('1680');
    expect(placeBefore('query')).toBeNull();
  });

  it('is forgotten with who told it', () => {
    keepsPlace('query', () => 'gone')();
    expect(place()).toBe('');
  });

  it('keeps the window while somebody holds it', () => {
    let holding = true;
    undo.push(holdsWindow(() => holding));
    undo.push(keepsPlace('query', () => 'goo'));
    expect(place()).toBe('query=goo&unfinished');
    holding = false;
    expect(place()).toBe('query=goo');
  });
});
