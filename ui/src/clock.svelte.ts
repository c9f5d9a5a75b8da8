import { createSubscriber } from 'svelte/reactivity';

/** Ticks on each full second, and only while something on screen reads it. */
const eachSecond = createSubscriber((update) => {
  let timer: ReturnType<typeof setTimeout>;
  const schedule = () => {
    timer = setTimeout(
      () => {
        update();
        schedule();
      },
      1000 - (Date.now() % 1000),
    );
  };
  schedule();
  return () => clearTimeout(timer);
});

/** Milliseconds since the epoch; a reader is run again each second. */
export function now(): number {
  eachSecond();
  return Date.now();
}
