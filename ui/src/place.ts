/**
 * Where one is in the window. A window that stays hidden is let go, and its next one begins at the
 * address of this one: so the address tells the place while the window is hidden. What cannot stand
 * in an address, such as a form that is half filled, keeps the window.
 */

/**
 * What stands in the address: the selected row, whether a narrow window shows its pane, the search, and
 * how far the list is scrolled.
 */
export type Part = 'selected' | 'deep' | 'query' | 'scroll';

/** In the address while the window must not go (`src-tauri/window.rs`). */
const UNFINISHED = 'unfinished';

const parts = new Map<Part, () => string | null>();
const holds = new Set<() => boolean>();
let before = new URLSearchParams();

/** A part of the place of the window before; only the first who asks is told. */
export function placeBefore(part: Part): string | null {
  const value = before.get(part);
  before.delete(part);
  return value;
}

/** Tells a part of the place from now on, until what it gives back is called. */
export function keepsPlace(part: Part, value: () => string | null): () => void {
  parts.set(part, value);
  return () => parts.delete(part);
}

/** Keeps the window while something in it is not finished, until what it gives back is called. */
export function holdsWindow(unfinished: () => boolean): () => void {
  holds.add(unfinished);
  return () => holds.delete(unfinished);
}

/** Something was typed that is nowhere else, or a question is open. */
function isBeingFilled(): boolean {
  if (document.querySelector('dialog[open]') !== null) return true;
  const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')];
  return fields.some(
    (field) =>
      field.role !== 'searchbox' &&
      !['checkbox', 'radio'].includes(field.type) &&
      field.value !== field.defaultValue,
  );
}

/** The place as it stands in the address. */
export function place(): string {
  const known = new URLSearchParams();
  for (const [part, value] of parts) {
    const said = value();
    if (said !== null && said !== '') known.set(part, said);
  }
  const held = [...holds].some((unfinished) => unfinished());
  return [known.toString(), held ? UNFINISHED : ''].filter((it) => it !== '').join('&');
}

/** Begins at an address of before. */
export function comeFrom(address: string): void {
  before = new URLSearchParams(address);
}

/** Begins where the address says, and writes the place into it whenever the window is hidden. */
export function followPlace(): void {
  comeFrom(location.hash.slice(1));
  holdsWindow(isBeingFilled);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') history.replaceState(null, '', `#${place()}`);
  });
}
