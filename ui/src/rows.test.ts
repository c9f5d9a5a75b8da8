import { describe, expect, it } from 'vitest';

import { account, accountsView, known, provider } from './backend/fixtures';
import { accountKey, filterGroups, groupsOf, nextSelection, providerKey, rowsOf } from './rows';

const rows = (changes = {}) => rowsOf(groupsOf(accountsView(changes)));

describe('the groups', () => {
  it('come in their order, without the empty ones', () => {
    const names = (changes = {}) => groupsOf(accountsView(changes)).map(({ name }) => name);
    expect(names()).toEqual(['attention', 'connected', 'available']);
    expect(names({ attention: [] })).toEqual(['connected', 'available']);
  });

  it('are searched by provider, whatever the case', () => {
    const found = rowsOf(filterGroups(groupsOf(accountsView()), ' GOOGLE '));
    expect(found).toHaveLength(2);
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
