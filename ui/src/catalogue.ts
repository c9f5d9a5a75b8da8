import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';

/**
 * The words of one language. A file is parsed when something is sought that those before it do not
 * have: the first view needs a fifth of what there is.
 */
export class Catalogue {
  readonly #bundle: FluentBundle;
  readonly #unparsed: string[];

  constructor(locale: string, files: readonly string[]) {
    this.#bundle = new FluentBundle(locale);
    this.#unparsed = [...files];
  }

  /** The words of a message or of one of its attributes; null where there are none. */
  words(
    id: string,
    attribute: string | undefined,
    facts?: Record<string, FluentVariable>,
  ): string | null {
    const message = this.#message(id);
    const pattern = attribute === undefined ? message?.value : message?.attributes[attribute];
    if (pattern === null || pattern === undefined) return null;
    return this.#bundle.formatPattern(pattern, facts, []);
  }

  #message(id: string) {
    for (;;) {
      const found = this.#bundle.getMessage(id);
      if (found !== undefined) return found;
      const file = this.#unparsed.shift();
      if (file === undefined) return undefined;
      this.#bundle.addResource(new FluentResource(file));
    }
  }
}
