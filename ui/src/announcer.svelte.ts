let line = $state('');
let turn = false;

/** Has a screen reader say something, without moving the focus. */
export function announce(words: string): void {
  // The same words twice would not count as a change.
  turn = !turn;
  line = turn ? words : `${words}\u00a0`;
}

export const announced = (): string => line;
