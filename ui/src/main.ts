import { mount } from 'svelte';

import App from './App.svelte';
import type { Backend } from './backend/backend';
import { tauriBackend } from './backend/tauri';
import { Store } from './store.svelte';
import './style/index.css';
import { language } from './text';
import { followTheme } from './theme';

const query = new URLSearchParams(location.search);
const fake = import.meta.env.MODE === 'fake';

document.documentElement.lang = language;
followTheme(fake ? query.get('theme') : null);

async function backend(): Promise<Backend> {
  if (!fake) return tauriBackend;
  const { fakeBackend } = await import('./backend/fake');
  return fakeBackend(query.get('fake') ?? 'accounts');
}

const target = document.getElementById('app');
if (target === null) throw new Error('The page has no place for the window.');
const store = new Store(await backend());
mount(App, { target, props: { store } });
await store.watch();
