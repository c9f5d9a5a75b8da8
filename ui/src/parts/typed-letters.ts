/** Letters typed within this time belong together. */
const TYPING_MILLISECONDS = 1000;

/** Finds what begins with the letters that are being typed, from where one is onwards. */
export function typedLetters() {
  let typed = '';
  let typedAt = -Infinity;

  return <T>(event: KeyboardEvent, items: T[], at: number, wordsOf: (item: T) => string) => {
    if (event.key.length !== 1 || event.ctrlKey || event.altKey || event.metaKey) return undefined;
    const going = event.timeStamp - typedAt < TYPING_MILLISECONDS;
    // A space that begins nothing chooses, as on any button.
    if (event.key === ' ' && !going) return undefined;
    const letter = event.key.toLocaleLowerCase();
    typed = going && typed !== letter ? typed + letter : letter;
    typedAt = event.timeStamp;
    const from = typed.length === 1 ? at + 1 : Math.max(at, 0);
    return [...items.slice(from), ...items.slice(0, from)].find((item) =>
      wordsOf(item).trim().toLocaleLowerCase().startsWith(typed),
    );
  };
}
