import type { AccountsView, AccountView, ProviderView } from './backend/contract';

/** One entry of the list. Its key stays the same from snapshot to snapshot. */
export type Row =
  | { kind: 'account'; key: string; account: AccountView }
  | { kind: 'provider'; key: string; provider: ProviderView };

export type Group = { name: 'attention' | 'connected' | 'available'; rows: Row[] };

/** From this many entries on a search is worth its place. */
export const SEARCH_FROM = 8;

export const accountKey = (id: string): string => `account:${id}`;
export const providerKey = (connection: string): string => `provider:${connection}`;

const accountRow = (account: AccountView): Row => ({
  kind: 'account',
  key: accountKey(account.id),
  account,
});
const providerRow = (provider: ProviderView): Row => ({
  kind: 'provider',
  key: providerKey(provider.connection),
  provider,
});

/** Whether there is nothing to list. */
export const isEmpty = ({ attention, connected, available }: AccountsView): boolean =>
  attention.length + connected.length + available.length === 0;

/** Whether the lists are being read for the first time and nothing of them has come yet. */
export const awaitsFirstPage = (view: AccountsView): boolean =>
  view.freshness.kind === 'loading' && view.confirmation === null && isEmpty(view);

/** Whether more of the lists is on its way. */
export const awaitsMore = (view: AccountsView): boolean =>
  view.freshness.kind === 'loading' && view.incomplete && !isEmpty(view);

/** The groups in their order, without the empty ones. */
export function groupsOf(view: AccountsView): Group[] {
  const groups: Group[] = [
    { name: 'attention', rows: view.attention.map(accountRow) },
    { name: 'connected', rows: view.connected.map(accountRow) },
    { name: 'available', rows: view.available.map(providerRow) },
  ];
  return groups.filter((group) => group.rows.length > 0);
}

export const rowsOf = (groups: Group[]): Row[] => groups.flatMap((group) => group.rows);

function matches(row: Row, query: string): boolean {
  const subject = row.kind === 'account' ? row.account : row.provider;
  const words = [subject.provider, subject.connection];
  if (row.kind === 'account') words.push(row.account.id, row.account.organization ?? '');
  const wanted = query.trim().toLocaleLowerCase();
  return words.some((word) => word.toLocaleLowerCase().includes(wanted));
}

export function filterGroups(groups: Group[], query: string): Group[] {
  if (query.trim() === '') return groups;
  return groups
    .map((group) => ({ ...group, rows: group.rows.filter((row) => matches(row, query)) }))
    .filter((group) => group.rows.length > 0);
}

/** The provider behind a row, by its connection. */
export const connectionOf = (row: Row): string =>
  row.kind === 'account' ? row.account.connection : row.provider.connection;

/**
 * What is selected after a snapshot. The choice survives; a provider that just became an account
 * hands it over, an account that is gone hands it to its provider, and otherwise to its neighbour.
 */
export function nextSelection(before: Row[], after: Row[], selected: string | null): string | null {
  const first = after.find((row) => row.kind === 'account')?.key ?? null;
  if (selected === null) return before.some((row) => row.kind === 'account') ? null : first;
  if (after.some((row) => row.key === selected)) return selected;
  const index = before.findIndex((row) => row.key === selected);
  const gone = before[index];
  if (gone === undefined) return first;
  const known = new Set(before.map((row) => row.key));
  const kin = after.filter((row) => connectionOf(row) === connectionOf(gone));
  const heir = kin.find((row) => !known.has(row.key)) ?? kin[0];
  return (heir ?? after[Math.min(index, after.length - 1)])?.key ?? null;
}
