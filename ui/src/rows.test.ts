import { describe, expect, it } from 'vitest';

import {
  account,
  accountsView,
  attempt,
  failure,
  known,
  provider,
  removed,
} from './backend/fixtures';
import {
  accountKey,
  awaitsFirstPage,
  awaitsMore,
  groupsOf,
  nextSelection,
  providerKey,
  removedKey,
  rowsOf,
} from './rows';

const rows = (changes = {}) => rowsOf(groupsOf(accountsView(changes)));

describe('the groups', () => {
  it('come in their order, without the empty ones', () => {
    const names = (changes = {}) => groupsOf(accountsView(changes)).map(({ name }) => name);
    expect(names()).toEqual(['attention', 'connected', 'available']);
    expect(names({ attention: [] })).toEqual(['connected', 'available']);
  });

  it('have what was removed after what asks for something', () => {
    const [first] = groupsOf(accountsView({ removed: [removed(known.notion, 'cac_1')] }));
    expect(first?.rows.map(({ kind }) => kind)).toEqual(['account', 'account', 'removed']);
  });
});

describe('a first reading', () => {
  const reading = { freshness: { kind: 'loading' }, incomplete: true, asOf: null } as const;
  const nothing = { attention: [], connected: [], available: [] };
  const failed = failure('mfaRequired', 'yours');

  it('awaits its first page until something came', () => {
    expect(awaitsFirstPage(accountsView({ ...reading, ...nothing }))).toBe(true);
    expect(awaitsFirstPage(accountsView(reading))).toBe(false);
  });

  it('does not hide behind a skeleton what the person has to do', () => {
    const confirmation = { kind: 'wanted' as const, failure: failed };
    expect(awaitsFirstPage(accountsView({ ...reading, ...nothing, confirmation }))).toBe(false);
  });

  it('awaits more while it is going on, and not after it failed', () => {
    expect(awaitsMore(accountsView(reading))).toBe(true);
    expect(awaitsMore(accountsView())).toBe(false);
    const freshness = { kind: 'failed' as const, retrying: false, failure: failed };
    expect(awaitsMore(accountsView({ ...reading, freshness }))).toBe(false);
  });
});

describe('the selection', () => {
  const notion = providerKey('notion');

  it('starts with the first account, or with none', () => {
    const all = rows();
    expect(nextSelection([], all, null)).toBe(all[0]?.key);
    expect(nextSelection([], rows({ attention: [], connected: [] }), null)).toBeNull();
  });

  it('survives a snapshot', () => {
    expect(nextSelection(rows(), rows({ attention: [] }), notion)).toBe(notion);
  });

  it('moves from a provider to the account it became', () => {
    const made = account(known.notion, 'cac_new');
    const after = rows({ connected: [made], available: [provider(known.dropbox)] });
    expect(nextSelection(rows(), after, notion)).toBe(accountKey('cac_new'));
  });

  it('moves from an account that is gone to its provider', () => {
    const after = rows({ attention: [], available: [provider(known.github)] });
    expect(nextSelection(rows(), after, accountKey('cac_2RkVb7xYpQe9LnTz4HsWd1'))).toBe(
      providerKey('github'),
    );
  });

  it('moves from an account that was removed to its entry', () => {
    const id = 'cac_2RkVb7xYpQe9LnTz4HsWd1';
    const after = rows({
      attention: [],
      removed: [removed(known.github, id)],
      available: [provider(known.github)],
    });
    expect(nextSelection(rows(), after, accountKey(id))).toBe(removedKey(id));
  });

  it('moves from an entry to where it is being connected again, and only then', () => {
    const entry = { removed: [removed(known.notion, 'cac_1')] };
    const under = { ...entry, available: [provider(known.notion, { attempt: attempt('one', 0) })] };
    const key = removedKey('cac_1');
    expect(nextSelection(rows(entry), rows(under), key)).toBe(notion);
    expect(nextSelection(rows(under), rows(under), key)).toBe(key);
  });

  it('moves to the neighbour where nothing is left of the provider', () => {
    const before = rows();
    const after = rows({ available: [provider(known.dropbox), provider(known.notion)] });
    expect(nextSelection(before, after, providerKey('salesforce'))).toBe(notion);
  });

  it('ends where nothing is left at all', () => {
    expect(
      nextSelection(rows(), rows({ attention: [], connected: [], available: [] }), notion),
    ).toBeNull();
  });
});
