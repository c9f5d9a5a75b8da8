import type { AccountsView, AccountView } from './backend/contract';
import { moment } from './dates';
import type { Standing } from './parts/StateMark.svelte';
import type { Row } from './rows';

/**
 * What the list says about a row. Offline, healthy accounts claim no more than when they were last
 * seen; what asks for attention keeps its word. A provider at rest says nothing: its group does.
 */
export function standingOf(row: Row, view: AccountsView, now: () => number): Standing | null {
  switch (row.kind) {
    case 'account':
      return accountStanding(row.account, view, now);
    case 'removed':
      return { kind: 'removed' };
    case 'provider': {
      const { attempt, failure } = row.provider;
      if (attempt !== null) return { kind: 'attempt', attempt };
      return failure === null ? null : { kind: 'failed' };
    }
  }
}

function accountStanding(account: AccountView, view: AccountsView, now: () => number): Standing {
  const { state, attempt } = account;
  if (attempt !== null) return { kind: 'attempt', attempt };
  if (state.kind !== 'connected') return state;
  if (wantsAttention(account)) return { kind: 'attention' };
  if (view.freshness.kind !== 'offline') return state;
  return { kind: 'asOf', time: view.asOf === null ? null : moment(view.asOf, now()) };
}

const wantsAttention = ({ check, failure, missing, superseded }: AccountView): boolean =>
  check?.kind === 'failed' || failure !== null || missing.length > 0 || superseded;
