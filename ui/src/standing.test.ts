import { describe, expect, it } from 'vitest';

import type { AccountView } from './backend/contract';
import { account, accountsView, attempt, failure, inSeconds, known } from './backend/fixtures';
import { accountKey } from './rows';
import { standingOf } from './standing';

const standing = (changes: Partial<AccountView>, view = {}) => {
  const of = account(known.google, 'cac_1', changes);
  const row = { kind: 'account' as const, key: accountKey(of.id), account: of };
  return standingOf(row, accountsView(view), Date.now);
};
const broken = failure('vaultTokenMissing', 'administrator');
const offline = {
  freshness: { kind: 'offline', retrying: false, failure: failure('tenantUnreachable', 'yours') },
};

describe('an account', () => {
  it('asks for attention when its check or its disconnect failed', () => {
    const attention = { kind: 'attention' };
    expect(standing({ check: { kind: 'failed', failure: broken } })).toEqual(attention);
    expect(standing({ failure: broken })).toEqual(attention);
    expect(standing({ check: { kind: 'works', at: inSeconds(0) } })?.kind).toBe('connected');
  });

  it('asks for attention when permissions are missing or another took its place', () => {
    const { permissions } = account(known.slack, 'cac_1');
    expect(standing({ missing: permissions })).toEqual({ kind: 'attention' });
    expect(standing({ superseded: true })).toEqual({ kind: 'attention' });
  });

  it('says before all how its attempt goes', () => {
    const under = attempt('one', 0);
    expect(standing({ attempt: under, failure: broken })).toEqual({
      kind: 'attempt',
      attempt: under,
    });
  });

  it('keeps what it says by itself', () => {
    const state = { kind: 'ended' as const, at: inSeconds(-5) };
    expect(standing({ state, check: { kind: 'failed', failure: broken } })).toEqual(state);
  });

  it('claims nothing offline, also where the list was never read whole', () => {
    expect(standing({}, offline)?.kind).toBe('asOf');
    expect(standing({}, { ...offline, asOf: null })).toEqual({ kind: 'asOf', time: null });
  });
});
