/*
 * Pictures of the views, compared with those that are checked in. A page of the same browser reads,
 * compares and writes them: it knows the formats already, and its WebP at quality 1 loses nothing.
 * What is checked in has at most 256 colours, none visibly off: that is a third of the bytes.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How far a pixel's red, green or blue may be off, of 255: what is under the pointer is 10 off. */
const DISTANCE = 9;
/** The share of pixels that may be further off, for the edges of letters: 133 of 980 × 680. */
const SHARE = 0.0002;

const folder = fileURLToPath(new URL('pictures', import.meta.url));
const differences = fileURLToPath(new URL('../../target/screenshots/differences', import.meta.url));

const fileOf = (name) => join(folder, `${name}.webp`);

/** Runs in the page. Images come and go as base64. */
function prepare() {
  const draw = async (kind, data) => {
    const response = await fetch(`data:image/${kind};base64,${data}`);
    const image = await createImageBitmap(await response.blob(), { colorSpaceConversion: 'none' });
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    return { canvas, context, pixels: context.getImageData(0, 0, image.width, image.height) };
  };
  const written = async (canvas) => {
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 1 });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  };

  const channelsOf = (colour) => [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255];
  const apart = (one, other) =>
    Math.max(...channelsOf(one).map((value, at) => Math.abs(value - channelsOf(other)[at])));
  /** Areas keep their colour; rare ones, at the edges of letters, take a near one. */
  const fewer = (colours) => {
    const counts = new Map();
    for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
    const palette = [];
    const chosen = new Map();
    for (const [colour, count] of [...counts].sort((one, other) => other[1] - one[1])) {
      const near =
        count < colours.length * 0.0005 && palette.find((kept) => apart(kept, colour) <= 8);
      if (!near) palette.push(colour);
      chosen.set(colour, near || colour);
    }
    colours.forEach((colour, at) => (colours[at] = chosen.get(colour)));
  };
  globalThis.webpOf = async (png) => {
    const { canvas, context, pixels } = await draw('png', png);
    fewer(new Uint32Array(pixels.data.buffer));
    context.putImageData(pixels, 0, 0);
    return written(canvas);
  };

  /** Paints what differs in red over a pale copy; only the size counts where it is not the same. */
  globalThis.compare = async (png, webp, distance, share) => {
    const [actual, expected] = await Promise.all([draw('png', png), draw('webp', webp)]);
    const { width, height, data } = actual.pixels;
    const wanted = expected.pixels;
    if (width !== wanted.width || height !== wanted.height)
      return { words: `${width} × ${height} instead of ${wanted.width} × ${wanted.height}` };
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      let far = 0;
      for (let channel = at; channel < at + 3; channel += 1) {
        far = Math.max(far, Math.abs(data[channel] - wanted.data[channel]));
        data[channel] = 192 + data[channel] / 4;
      }
      if (far <= distance) continue;
      count += 1;
      data.set([208, 0, 0], at);
    }
    if (count <= share * width * height) return null;
    actual.context.putImageData(actual.pixels, 0, 0);
    return { words: `${count} pixels differ`, difference: await written(actual.canvas) };
  };
}

/** A page that compares. */
export async function openComparison(browser) {
  const page = await browser.newPage();
  await page.evaluate(prepare);
  const difference = (name, png) =>
    page.evaluate(
      ([actual, expected, distance, share]) =>
        globalThis.compare(actual, expected, distance, share),
      [png.toString('base64'), readFileSync(fileOf(name), 'base64'), DISTANCE, SHARE],
    );

  async function keep(name, png) {
    const webp = await page.evaluate((actual) => globalThis.webpOf(actual), png.toString('base64'));
    writeFileSync(fileOf(name), webp, 'base64');
  }

  return {
    close: () => page.close(),

    /** What is wrong with a picture, in words; null where it is as expected. */
    async check(name, png) {
      if (!existsSync(fileOf(name)))
        return `no picture is checked in; look at it, then run npm run test:browser -- --accept ${name}`;
      const found = await difference(name, png);
      if (found === null) return null;
      const write = (what, data) => writeFileSync(join(differences, `${name}-${what}`), data);
      write('actual.png', png);
      write('expected.webp', readFileSync(fileOf(name)));
      if (found.difference) write('difference.webp', Buffer.from(found.difference, 'base64'));
      return `${found.words}; see target/screenshots/differences/${name}-*`;
    },

    /** Keeps a picture, unless it is as expected; says whether it did. */
    async accept(name, png) {
      if (existsSync(fileOf(name)) && (await difference(name, png)) === null) return false;
      await keep(name, png);
      return true;
    },
  };
}

/** Forgets the differences of the last run. */
export function startPictures() {
  rmSync(differences, { recursive: true, force: true });
  mkdirSync(differences, { recursive: true });
  mkdirSync(folder, { recursive: true });
}

/** Pictures that are checked in and of no view. */
export function strayPictures(names) {
  const known = new Set(names);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.webp'))
    .map((file) => file.slice(0, -'.webp'.length))
    .filter((name) => !known.has(name));
}

export const removePicture = (name) => rmSync(fileOf(name));
