import { createContext } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';

import { isFailure, type Backend } from './backend/backend';
import type { FailureView, Snapshot } from './backend/contract';

/** A request that was not taken. Without a failure, the program itself did not answer. */
export type Refusal = { request: string; failure: FailureView | null };

/** The last snapshot, and which requests are under way. Nothing else is kept, nothing is merged. */
export class Store {
  snapshot = $state.raw<Snapshot | null>(null);
  refusal = $state.raw<Refusal | null>(null);
  readonly #underWay = new SvelteSet<string>();
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Follows the program from its first snapshot on, which it answers with. */
  watch(): Promise<Snapshot> {
    return new Promise((first, failed) => {
      const show = (snapshot: Snapshot) => {
        this.snapshot = snapshot;
        first(snapshot);
      };
      this.#backend.watch(show).catch(failed);
    });
  }

  /**
   * Sends a request under a name: a second one of the same name waits until the first is answered,
   * so a double click asks once.
   */
  async send(name: string, request: (backend: Backend) => Promise<void>): Promise<boolean> {
    if (this.#underWay.has(name)) return false;
    this.#underWay.add(name);
    if (this.refusal?.request === name) this.refusal = null;
    try {
      await request(this.#backend);
      return true;
    } catch (reason) {
      this.refusal = { request: name, failure: isFailure(reason) ? reason : null };
      return false;
    } finally {
      this.#underWay.delete(name);
    }
  }

  isUnderWay(name: string): boolean {
    return this.#underWay.has(name);
  }

  dismissRefusal(): void {
    this.refusal = null;
  }
}

export const [useStore, provideStore] = createContext<Store>();
