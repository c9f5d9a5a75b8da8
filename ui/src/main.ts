import { mount } from 'svelte';

import App from './App.svelte';
import type { Backend } from './backend/backend';
import { tauriBackend } from './backend/tauri';
import { followPlace } from './place';
import { Store } from './store.svelte';
import './style/index.css';
import { prepareWords, speak } from './text';
import { followTheme } from './theme';

const query = new URLSearchParams(location.search);
const fake = import.meta.env.MODE === 'fake';

followPlace();
followTheme(fake ? query.get('theme') : null);

async function backend(): Promise<Backend> {
  if (!fake) return tauriBackend;
  const { fakeBackend } = await import('./backend/fake');
  return fakeBackend(query.get('fake') ?? 'accounts', query.get('language'));
}

prepareWords();
const target = document.getElementById('app');
if (target === null) throw new Error('The page has no place for the window.');
const chosen = await backend();
const store = new Store(chosen);
const first = await store.watch();
if (await speak(first.language)) {
  mount(App, { target, props: { store } });
} else {
  // The page has a few words of its own for this.
  const plain = document.querySelector<HTMLTemplateElement>('#no-words');
  if (plain !== null) target.replaceChildren(plain.content.cloneNode(true));
  await chosen.ready();
  await chosen.painted();
}
