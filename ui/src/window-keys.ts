/** What the keys ask of the window, wherever the focus is. */
export type WindowKeys = {
  search: () => boolean;
  refresh: () => void;
  rename: () => void;
  disconnect: () => void;
  undo: () => void;
  /** False where there is nothing to go back from. */
  back: () => boolean;
};

const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');

/** Whether the key was for the window, and is nobody else's any more. */
function answered(event: KeyboardEvent, keys: WindowKeys): boolean {
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key === 'f') return keys.search();
  if (event.key === 'F5' || (command && event.key === 'r')) {
    keys.refresh();
    return true;
  }
  if (event.key === 'Escape') return keys.back();
  if (isTyping(event)) return false;
  const plain = new Map([
    ['F2', keys.rename],
    ['Delete', keys.disconnect],
  ]);
  const act = command ? (event.key === 'z' ? keys.undo : undefined) : plain.get(event.key);
  act?.();
  return act !== undefined;
}

/** Reads the keys of the window. A sheet keeps them all to itself. */
export function windowKeys(keys: WindowKeys): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
    if (answered(event, keys)) event.preventDefault();
  };
}
