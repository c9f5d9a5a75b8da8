import { SvelteSet } from 'svelte/reactivity';

import type { AccountsView, AccountView } from './backend/contract';
import { accountsOf } from './rows';

/** An account that is being disconnected already is out of reach. */
export const canBeTicked = ({ state }: AccountView): boolean => state.kind !== 'disconnecting';

/** Accounts that are ticked to be disconnected together. */
export class Several {
  active = $state(false);
  readonly #ids = new SvelteSet<string>();
  /** Where a range begins. */
  #anchor: string | null = null;

  /** Begins, with the account one comes from or with none. */
  start(from: string | null = null): void {
    if (this.active) return;
    this.#ids.clear();
    this.active = true;
    this.#anchor = from;
    if (from !== null) this.#ids.add(from);
  }

  leave(): void {
    this.active = false;
    this.#ids.clear();
    this.#anchor = null;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  toggle(id: string): void {
    this.active = true;
    this.#anchor = id;
    if (!this.#ids.delete(id)) this.#ids.add(id);
  }

  /** Ticks all from where the last tick was. */
  reach(id: string, order: string[]): void {
    this.active = true;
    const from = this.#anchor === null ? -1 : order.indexOf(this.#anchor);
    const to = order.indexOf(id);
    const first = from < 0 ? to : Math.min(from, to);
    for (const one of order.slice(first, Math.max(from, to) + 1)) this.#ids.add(one);
    this.#anchor ??= id;
  }

  all(order: string[]): void {
    this.active = true;
    for (const id of order) this.#ids.add(id);
  }

  /** Those of the ticked that can still be disconnected. */
  of(view: AccountsView): AccountView[] {
    return accountsOf(view).filter((account) => this.has(account.id) && canBeTicked(account));
  }
}
