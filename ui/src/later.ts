const PAUSE_MILLISECONDS = 16;

const waiting = new Set<() => void>();
let working = false;

/**
 * Does one task after the other with pauses, so that no frame has to wait for them all. What it
 * gives back takes the task away again.
 */
export function later(task: () => void): () => void {
  waiting.add(task);
  if (!working) setTimeout(work, PAUSE_MILLISECONDS);
  working = true;
  return () => waiting.delete(task);
}

function work() {
  const [task] = waiting;
  working = task !== undefined;
  if (task === undefined) return;
  waiting.delete(task);
  setTimeout(work, PAUSE_MILLISECONDS);
  task();
}
