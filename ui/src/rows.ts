import type {
  AccountsView,
  AccountView,
  AttemptView,
  ProviderView,
  RemovedView,
} from './backend/contract';

/** One entry of the list. Its key stays the same from snapshot to snapshot. */
export type Row =
  | { kind: 'account'; key: string; account: AccountView }
  | { kind: 'removed'; key: string; entry: RemovedView }
  | { kind: 'provider'; key: string; provider: ProviderView };

export type Group = { name: 'attention' | 'connected' | 'available'; rows: Row[] };

/** From this many entries on a search is worth its place. */
export const SEARCH_FROM = 8;

export const accountKey = (id: string): string => `account:${id}`;
export const removedKey = (id: string): string => `removed:${id}`;
export const providerKey = (connection: string): string => `provider:${connection}`;

const accountRow = (account: AccountView): Row => ({
  kind: 'account',
  key: accountKey(account.id),
  account,
});
const removedRow = (entry: RemovedView): Row => ({
  kind: 'removed',
  key: removedKey(entry.id),
  entry,
});
const providerRow = (provider: ProviderView): Row => ({
  kind: 'provider',
  key: providerKey(provider.connection),
  provider,
});

/** Every account, those that ask for something first. */
export const accountsOf = ({ attention, connected }: AccountsView): AccountView[] => [
  ...attention,
  ...connected,
];

/** Whether there is nothing to list. */
export const isEmpty = (view: AccountsView): boolean =>
  view.attention.length + view.removed.length + view.connected.length + view.available.length === 0;

/** Whether the lists are being read for the first time and nothing of them has come yet. */
export const awaitsFirstPage = (view: AccountsView): boolean =>
  view.freshness.kind === 'loading' && view.confirmation === null && isEmpty(view);

/** Whether more of the lists is on its way. */
export const awaitsMore = (view: AccountsView): boolean =>
  view.freshness.kind === 'loading' && view.incomplete && !isEmpty(view);

/** The groups in their order, without the empty ones. */
export function groupsOf(view: AccountsView): Group[] {
  const groups: Group[] = [
    {
      name: 'attention',
      rows: [...view.attention.map(accountRow), ...view.removed.map(removedRow)],
    },
    { name: 'connected', rows: view.connected.map(accountRow) },
    { name: 'available', rows: view.available.map(providerRow) },
  ];
  return groups.filter((group) => group.rows.length > 0);
}

export const rowsOf = (groups: Group[]): Row[] => groups.flatMap((group) => group.rows);

type Subject = AccountView | RemovedView | ProviderView;

/** What a row is about. */
export function subjectOf(row: Row): Subject {
  switch (row.kind) {
    case 'account':
      return row.account;
    case 'removed':
      return row.entry;
    case 'provider':
      return row.provider;
  }
}

/** What a row is called: by the person, or else by its provider. */
export function titleOf(row: Row): string {
  if (row.kind === 'provider') return row.provider.provider;
  const { nickname, provider } = subjectOf(row) as AccountView | RemovedView;
  return nickname ?? provider;
}

/** What connects it now; a removed entry has none of its own. */
export const attemptOf = (row: Row): AttemptView | null =>
  row.kind === 'removed'
    ? null
    : row.kind === 'account'
      ? row.account.attempt
      : row.provider.attempt;

/** The provider behind a row, by its connection. */
export const connectionOf = (row: Row): string => subjectOf(row).connection;

/** Where a removed entry is being connected again: at its provider, by an attempt that is new. */
function reconnecting(before: Row[], after: Row[], entry: RemovedView): Row | undefined {
  const known = new Set(before.map((row) => attemptOf(row)?.id));
  return after.find((row) => {
    const attempt = attemptOf(row);
    const isNew = attempt !== null && !known.has(attempt.id);
    return row.kind === 'provider' && connectionOf(row) === entry.connection && isNew;
  });
}

/** Who takes the place of a row that is gone, where it has kin. */
function heirOf(gone: Row, before: Row[], after: Row[]): Row | undefined {
  if (gone.kind === 'account') {
    const entry = after.find((row) => row.key === removedKey(gone.account.id));
    if (entry !== undefined) return entry;
  }
  const known = new Set(before.map((row) => row.key));
  const kin = after.filter((row) => connectionOf(row) === connectionOf(gone));
  return kin.find((row) => !known.has(row.key)) ?? kin[0];
}

/**
 * What is selected after a snapshot. The choice survives; a provider that just became an account
 * hands it over, an account that was removed hands it to its entry, one that is gone to its
 * provider, and otherwise to its neighbour.
 */
export function nextSelection(before: Row[], after: Row[], selected: string | null): string | null {
  const first = after.find((row) => row.kind === 'account')?.key ?? null;
  if (selected === null) return before.some((row) => row.kind === 'account') ? null : first;
  const index = before.findIndex((row) => row.key === selected);
  const was = before[index];
  if (after.some((row) => row.key === selected)) {
    const moved = was?.kind === 'removed' ? reconnecting(before, after, was.entry) : undefined;
    return moved?.key ?? selected;
  }
  if (was === undefined) return first;
  const heir = heirOf(was, before, after);
  return (heir ?? after[Math.min(index, after.length - 1)])?.key ?? null;
}
