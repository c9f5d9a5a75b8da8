import type {
  AccountsView,
  AccountView,
  AttemptView,
  PermissionGroupView,
  ProviderView,
  RemovedView,
} from './backend/contract';
import { later } from './later';
import { spoken } from './spoken.svelte';
import { findWords } from './text';

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

const folded = (words: string): string => words.normalize('NFKC').toLocaleLowerCase();

const wordsOf = ({ product, permissions }: PermissionGroupView): (string | null)[] => [
  findWords(`product-${product}`),
  ...permissions.map(({ shown, words }) =>
    words === null ? shown : findWords(`permission-${words}`),
  ),
];

/** What a row is found by: words of its own, and those of its permissions by their key. */
type Entry = { own: string; permissions: string };

/** All that is searched in one language. A snapshot brings subjects of its own, so nothing ages. */
class Index {
  /** By catalogue entry and scopes: many accounts have the same. */
  readonly #permissions = new Map<string, string>([['', '']]);
  readonly #entries = new WeakMap<Subject, Entry>();

  of(row: Row): Entry {
    const subject = subjectOf(row);
    const known = this.#entries.get(subject);
    if (known !== undefined) return known;
    const parts: (string | null)[] = [subject.provider, subject.connection];
    if (row.kind !== 'provider') {
      const { id, nickname, hint } = subject as AccountView | RemovedView;
      parts.push(id, nickname, hint);
    }
    if (row.kind === 'account') parts.push(row.account.organization);
    const own = folded(parts.filter((part) => part !== null).join('\n'));
    const entry = { own, permissions: 'permissions' in subject ? this.#keyOf(subject) : '' };
    this.#entries.set(subject, entry);
    return entry;
  }

  #keyOf({ catalog, scopes, permissions }: AccountView | ProviderView): string {
    const key = [catalog, ...scopes].join(' ');
    if (!this.#permissions.has(key)) {
      const parts = permissions.flatMap(wordsOf).filter((part) => part !== null);
      this.#permissions.set(key, folded(parts.join('\n')));
    }
    return key;
  }

  /** Says of a row whether it has these words. */
  finder(wanted: string): (row: Row) => boolean {
    const having = new Map<string, boolean>();
    const isPermitted = (key: string): boolean => {
      const known = having.get(key) ?? this.#permissions.get(key)?.includes(wanted) ?? false;
      having.set(key, known);
      return known;
    };
    return (row) => {
      const { own, permissions } = this.of(row);
      return own.includes(wanted) || isPermitted(permissions);
    };
  }
}

const indexes = new Map<string, Index>();

function index(): Index {
  const { locale } = spoken();
  const known = indexes.get(locale) ?? new Index();
  indexes.set(locale, known);
  return known;
}

/** As many rows as are looked at in a few milliseconds. */
const INDEXED_TOGETHER = 250;

/** Gets a search ready while nothing else happens; what it gives back stops it. */
export function prepareSearch(rows: Row[], from = 0): () => void {
  let stop = later(() => {
    const known = index();
    for (const row of rows.slice(from, from + INDEXED_TOGETHER)) known.of(row);
    if (from + INDEXED_TOGETHER < rows.length) stop = prepareSearch(rows, from + INDEXED_TOGETHER);
  });
  return () => stop();
}

export function filterGroups(groups: Group[], query: string): Group[] {
  const wanted = folded(query.trim());
  if (wanted === '') return groups;
  const isFound = index().finder(wanted);
  return groups
    .map((group) => ({ ...group, rows: group.rows.filter(isFound) }))
    .filter((group) => group.rows.length > 0);
}

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
