import type {
  AccountView,
  PermissionGroupView,
  ProviderView,
  RemovedView,
} from './backend/contract';
import { later } from './later';
import { subjectOf, type Group, type Row } from './rows';
import { spoken } from './spoken.svelte';
import { findWords } from './text';

/** The words of permissions, which many rows share, and what the last search said of them. */
type Permissions = { words: string; wanted: string; found: boolean };

/** A row, and what it is found by once that is known: words of its own, and those of its permissions. */
type Entry = { row: Row; words: { own: string; permissions: Permissions } | null };

/** A group, and the entries of its rows in the same order. */
type Indexed = Group & { entries: Entry[] };

/** As many rows as are looked at in a few milliseconds. */
const INDEXED_TOGETHER = 250;

const wordsOf = ({ product, permissions }: PermissionGroupView): (string | null)[] => [
  findWords(`product-${product}`),
  ...permissions.map(({ shown, words }) =>
    words === null ? shown : findWords(`permission-${words}`),
  ),
];

/** The search in the groups of one snapshot, in the language that is spoken when it is made. */
export class Search {
  readonly #groups: Group[];
  readonly #locale = spoken().locale;
  /** By catalogue entry and scopes. */
  readonly #permissions = new Map<string, Permissions>();
  #indexed: Indexed[] | null = null;
  /** What was found last: a longer word is sought there only. */
  #last: { wanted: string; found: Indexed[] } | null = null;

  constructor(groups: Group[]) {
    this.#groups = groups;
  }

  /**
   * Gets ready while nothing else happens; what it gives back stops it. It walks as a search does, so
   * that the first key finds the walk compiled.
   */
  prepare(): () => void {
    let stop = later(() => {
      const all = this.#all().flatMap(({ entries }) => entries);
      const from = (begin: number) => {
        const entries = all.slice(begin, begin + INDEXED_TOGETHER);
        this.#part({ name: 'available', rows: [], entries }, '');
        if (entries.length > 0) stop = later(() => from(begin + INDEXED_TOGETHER));
      };
      from(0);
    });
    return () => stop();
  }

  /** The groups with the rows that have these words, without the empty ones. */
  find(query: string): Group[] {
    const wanted = this.#folded(query.trim());
    if (wanted === '') return this.#groups;
    const last = this.#last;
    const within = last !== null && wanted.includes(last.wanted) ? last.found : this.#all();
    const found = within.map((group) => this.#part(group, wanted));
    this.#last = { wanted, found };
    return found.filter(({ rows }) => rows.length > 0);
  }

  #all(): Indexed[] {
    this.#indexed ??= this.#groups.map((group) => ({
      ...group,
      entries: group.rows.map((row) => ({ row, words: null })),
    }));
    return this.#indexed;
  }

  /** What of a group has these words. It is walked at each key, so it makes little. */
  #part(group: Indexed, wanted: string): Indexed {
    const part: Indexed = { name: group.name, rows: [], entries: [] };
    for (const entry of group.entries) {
      const { own, permissions } = entry.words ?? this.#wordsOf(entry);
      if (permissions.wanted !== wanted) {
        permissions.wanted = wanted;
        permissions.found = permissions.words.includes(wanted);
      }
      if (!permissions.found && !own.includes(wanted)) continue;
      part.rows.push(entry.row);
      part.entries.push(entry);
    }
    return part;
  }

  #wordsOf(entry: Entry): NonNullable<Entry['words']> {
    entry.words ??= { own: this.#ownOf(entry.row), permissions: this.#permissionsOf(entry.row) };
    return entry.words;
  }

  #ownOf(row: Row): string {
    const { provider, connection } = subjectOf(row);
    const parts: (string | null)[] = [provider, connection];
    if (row.kind !== 'provider') {
      const { id, nickname, hint } = subjectOf(row) as AccountView | RemovedView;
      parts.push(id, nickname, hint);
    }
    if (row.kind === 'account') parts.push(row.account.organization);
    return this.#joined(parts);
  }

  #permissionsOf(row: Row): Permissions {
    const { scopes, permissions } =
      row.kind === 'removed'
        ? { scopes: [], permissions: [] }
        : (subjectOf(row) as AccountView | ProviderView);
    const key = [subjectOf(row).catalog, ...scopes].join(' ');
    const known = this.#permissions.get(key);
    if (known !== undefined) return known;
    const words = this.#joined(permissions.flatMap(wordsOf));
    const made = { words, wanted: '', found: true };
    this.#permissions.set(key, made);
    return made;
  }

  #joined(parts: (string | null)[]): string {
    return this.#folded(parts.filter((part) => part !== null).join('\n'));
  }

  #folded(words: string): string {
    return words.normalize('NFKC').toLocaleLowerCase(this.#locale);
  }
}
