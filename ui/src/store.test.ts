import { describe, expect, it, vi } from 'vitest';

import type { Backend } from './backend/backend';
import { fakeBackend } from './backend/fake';
import { failure } from './backend/fixtures';
import { Store } from './store.svelte';

const storeWith = (changes: Partial<Backend>) =>
  new Store({ ...fakeBackend('accounts'), ...changes });

describe('the store', () => {
  it('shows each snapshot as it comes', async () => {
    const store = storeWith({});
    await store.watch();
    expect(store.snapshot?.screen.kind).toBe('accounts');
  });

  it('asks once, however often one clicks', async () => {
    const refresh = vi.fn(() => Promise.resolve());
    const store = storeWith({ refresh });
    const clicks = [1, 2].map(() => store.send('refresh', (backend) => backend.refresh()));
    expect(await Promise.all(clicks)).toEqual([true, false]);
    expect(refresh).toHaveBeenCalledOnce();
  });

  it('keeps a refusal until the same request is taken', async () => {
    const refused = failure('tooManyAttempts', 'yours');
    const cancelAttempt = vi.fn().mockRejectedValueOnce(refused).mockResolvedValue(undefined);
    const store = storeWith({ cancelAttempt });
    const send = () => store.send('connect', (backend) => backend.cancelAttempt('one'));
    expect(await send()).toBe(false);
    expect(store.refusal?.failure).toEqual(refused);
    expect(await send()).toBe(true);
    expect(store.refusal).toBeNull();
  });

  it('tells a refusal from a program that does not answer', async () => {
    const store = storeWith({ refresh: () => Promise.reject(new Error('no such command')) });
    await store.send('refresh', (backend) => backend.refresh());
    expect(store.refusal).toEqual({ request: 'refresh', failure: null });
  });
});
