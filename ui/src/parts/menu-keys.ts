import { typedLetters } from './typed-letters';

const KEYS = new Map<string, (at: number, last: number) => number>([
  ['ArrowDown', (at, last) => Math.min(at + 1, last)],
  ['ArrowUp', (at, last) => (at === -1 ? last : Math.max(at - 1, 0))],
  ['Home', () => 0],
  ['PageUp', () => 0],
  ['End', (_, last) => last],
  ['PageDown', (_, last) => last],
]);

/** What can be chosen in a menu. */
export const itemsOf = (menu: HTMLElement): HTMLElement[] => [
  ...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]:not([aria-disabled])'),
];

/** Finds where a key leads to in a menu: by the arrows and their kin, or by the first letters. */
export function menuKeys() {
  const byLetters = typedLetters();

  return (menu: HTMLElement, event: KeyboardEvent): HTMLElement | undefined => {
    const items = itemsOf(menu);
    const at = items.findIndex((item) => item === document.activeElement);
    const step = KEYS.get(event.key);
    if (step !== undefined) return items[step(at, items.length - 1)];
    return byLetters(event, items, at, (item) => item.textContent);
  };
}
