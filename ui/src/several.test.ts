import { describe, expect, it } from 'vitest';

import { account, accountsView, inSeconds, known } from './backend/fixtures';
import { Several } from './several.svelte';

const order = ['a', 'b', 'c', 'd'];
const view = accountsView({
  attention: [],
  connected: order.map((id) =>
    account(known.google, id, {
      state: id === 'd' ? { kind: 'disconnecting', until: inSeconds(5) } : { kind: 'connected' },
    }),
  ),
});
const idsOf = (several: Several) => several.of(view).map(({ id }) => id);

describe('several accounts', () => {
  it('begin with the one that one comes from', () => {
    const several = new Several();
    several.start('a');
    several.toggle('c');
    expect(idsOf(several)).toEqual(['a', 'c']);
    several.toggle('a');
    expect(idsOf(several)).toEqual(['c']);
  });

  it('are reached from the last tick on, in either direction', () => {
    const several = new Several();
    several.toggle('c');
    several.reach('a', order);
    expect(idsOf(several)).toEqual(['a', 'b', 'c']);
  });

  it('leave out those that are being disconnected, and those that are gone', () => {
    const several = new Several();
    several.all([...order, 'gone']);
    expect(idsOf(several)).toEqual(['a', 'b', 'c']);
  });

  it('are forgotten once one leaves', () => {
    const several = new Several();
    several.all(order);
    several.leave();
    expect(several.active).toBe(false);
    expect(idsOf(several)).toEqual([]);
  });
});
