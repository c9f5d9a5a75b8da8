/** Letters typed within this time belong together. */
const TYPING_MILLISECONDS = 1000;

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

const startsWith = (item: HTMLElement, letters: string) =>
  item.textContent.trim().toLocaleLowerCase().startsWith(letters);

/** Finds where a key leads to in a menu: by the arrows and their kin, or by the first letters. */
export function menuKeys() {
  let typed = '';
  let typedAt = -Infinity;

  function byLetters(items: HTMLElement[], at: number, event: KeyboardEvent) {
    if (event.key.length !== 1 || event.ctrlKey || event.altKey || event.metaKey) return undefined;
    const going = event.timeStamp - typedAt < TYPING_MILLISECONDS;
    // A space that begins nothing chooses, as on any button.
    if (event.key === ' ' && !going) return undefined;
    const letter = event.key.toLocaleLowerCase();
    typed = going && typed !== letter ? typed + letter : letter;
    typedAt = event.timeStamp;
    const from = typed.length === 1 ? at + 1 : Math.max(at, 0);
    return [...items.slice(from), ...items.slice(0, from)].find((item) => startsWith(item, typed));
  }

  return (menu: HTMLElement, event: KeyboardEvent): HTMLElement | undefined => {
    const items = itemsOf(menu);
    const at = items.findIndex((item) => item === document.activeElement);
    const step = KEYS.get(event.key);
    return step === undefined ? byLetters(items, at, event) : items[step(at, items.length - 1)];
  };
}
