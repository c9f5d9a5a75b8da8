import type { AccountsView } from './backend/contract';
import { moment } from './dates';
import type { Standing } from './parts/StateMark.svelte';
import type { Row } from './rows';

/**
 * What the list says about a row. Offline, healthy accounts claim no more than when they were last
 * seen; what asks for attention keeps its word. A provider at rest says nothing: its group does.
 */
export function standingOf(row: Row, view: AccountsView, now: () => number): Standing | null {
  if (row.kind === 'account') {
    const { state } = row.account;
    if (state.kind === 'connected' && view.freshness.kind === 'offline' && view.asOf !== null)
      return { kind: 'asOf', time: moment(view.asOf, now()) };
    return state;
  }
  const { attempt, failure } = row.provider;
  if (attempt !== null) return { kind: 'attempt', attempt };
  return failure === null ? null : { kind: 'failed' };
}
