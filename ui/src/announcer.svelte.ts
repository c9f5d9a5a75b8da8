let line = $state('');
let turn = false;
let waiting: string[] = [];

/** Has a screen reader say something, without moving the focus. */
export function announce(words: string): void {
  waiting.push(words);
  // What comes with one snapshot is said together: the last would silence the others.
  if (waiting.length === 1) queueMicrotask(say);
}

function say() {
  const words = waiting.join(' ');
  waiting = [];
  // The same words twice would not count as a change.
  turn = !turn;
  line = turn ? words : `${words}\u00a0`;
}

export const announced = (): string => line;
