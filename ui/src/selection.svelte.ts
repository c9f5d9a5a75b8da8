import { connectionOf, nextSelection, type Row } from './rows';

/** Which row is selected, from snapshot to snapshot. */
export class Selection {
  key = $state<string | null>(null);
  /** In a narrow window: whether the pane is shown, or else the list. */
  deep = $state(false);
  #before: Row[] = [];
  #expected: string | null = null;
  #restored: { key: string; deep: boolean } | null;

  /** Begins where an earlier window was, if that row is still there. */
  constructor(key: string | null = null, deep = false) {
    this.#restored = key === null ? null : { key, deep };
  }

  /** Goes along with a snapshot. */
  follow(after: Row[]): void {
    if (this.#expected !== null && after.some((row) => row.key === this.#expected)) {
      this.key = this.#expected;
      this.#expected = null;
    } else {
      this.#take(nextSelection(this.#before, after, this.key), after);
    }
    const restored = this.#restored;
    this.#restored = null;
    if (restored !== null && after.some((row) => row.key === restored.key)) {
      this.key = restored.key;
      this.deep = restored.deep;
    }
    this.#before = after;
  }

  /** Selects a row as soon as it is there. */
  expect(key: string): void {
    this.#expected = key;
  }

  expectNothing(): void {
    this.#expected = null;
  }

  show(key: string): void {
    this.key = key;
    this.deep = true;
  }

  /** In a narrow window, a stranger's pane is no place to be left in. */
  #take(key: string | null, after: Row[]): void {
    const was = this.#before.find((row) => row.key === this.key);
    const is = after.find((row) => row.key === key);
    if (was === undefined || is === undefined || connectionOf(was) !== connectionOf(is))
      this.deep = false;
    this.key = key;
  }
}
