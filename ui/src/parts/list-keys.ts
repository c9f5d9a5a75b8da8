import { titleOf, type Row } from '../rows';
import { typedLetters } from './typed-letters';

const KEYS = new Map<string, (at: number, last: number) => number>([
  ['ArrowDown', (at, last) => Math.min(at + 1, last)],
  ['ArrowUp', (at) => Math.max(at - 1, 0)],
  ['Home', () => 0],
  ['End', (_, last) => last],
]);

/** What a key asks of the list, where it asks anything. */
export type ListKey =
  { kind: 'move'; to: Row } | { kind: 'open' } | { kind: 'tick' } | { kind: 'tickAll' };

/** Reads the keys of the list: the arrows and their kin, the first letters of a title, and ticks. */
export function listKeys() {
  const byLetters = typedLetters();

  return (event: KeyboardEvent, rows: Row[], at: number): ListKey | null => {
    const row = rows[at];
    if (row === undefined) return null;
    if (event.key === 'Enter') return { kind: 'open' };
    if (event.key === 'a' && (event.ctrlKey || event.metaKey)) return { kind: 'tickAll' };
    const step = KEYS.get(event.key);
    const to =
      step === undefined ? byLetters(event, rows, at, titleOf) : rows[step(at, rows.length - 1)];
    if (to !== undefined) return { kind: 'move', to };
    return event.key === ' ' && row.kind === 'account' ? { kind: 'tick' } : null;
  };
}
