import { mount } from 'svelte';

import App from './App.svelte';
import type { Backend } from './backend/backend';
import { tauriBackend } from './backend/tauri';
import { Store } from './store.svelte';
import './style/index.css';
import { language, loadWords } from './text';
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
const chosen = await backend();
if (await loadWords()) {
  const store = new Store(chosen);
  mount(App, { target, props: { store } });
  await store.watch();
} else {
  // The page has a few words of its own for this.
  const plain = document.querySelector<HTMLTemplateElement>('#no-words');
  if (plain !== null) target.replaceChildren(plain.content.cloneNode(true));
  await chosen.ready();
}
