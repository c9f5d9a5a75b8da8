/*
 * Pictures of the views, compared with those that are checked in. A page of the same browser reads,
 * compares and writes them: it knows the formats already. What is checked in is compressed with a
 * loss, to a third of the bytes; what is compared with it goes through the same loss first, so that
 * the same picture is still the same to the last pixel.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * How far a pixel's red, green or blue may be off, of 255: the loss spreads what is hardly visible, such
 * as a colour that was still changing, by some 40.
 */
const DISTANCE = 48;
/** The share of pixels that may be further off, for the edges of letters: 133 of 980 × 680. */
const SHARE = 0.0002;

const folder = fileURLToPath(new URL('pictures', import.meta.url));
const differences = fileURLToPath(new URL('../../target/screenshots/differences', import.meta.url));

const fileOf = (name) => join(folder, `${name}.webp`);

/** Runs in the page. Images come and go as base64. */
function prepare() {
  const lossy = { type: 'image/webp', quality: 0.3 };
  const fetched = async (kind, data) => (await fetch(`data:image/${kind};base64,${data}`)).blob();
  const drawn = async (blob) => {
    const image = await createImageBitmap(blob, { colorSpaceConversion: 'none' });
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    return { canvas, context, pixels: context.getImageData(0, 0, image.width, image.height) };
  };
  const draw = async (kind, data) => drawn(await fetched(kind, data));
  const base64 = async (blob) => {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  };

  const webp = async (png) => (await draw('png', png)).canvas.convertToBlob(lossy);
  globalThis.webpOf = async (png) => base64(await webp(png));

  /** Paints what differs in red over a pale copy; only the size counts where it is not the same. */
  globalThis.compare = async (png, kept, distance, share) => {
    const blob = await webp(png);
    if ((await base64(blob)) === kept) return null;
    const [actual, expected] = await Promise.all([drawn(blob), draw('webp', kept)]);
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
    return {
      words: `${count} pixels differ`,
      difference: await base64(await actual.canvas.convertToBlob({ type: 'image/webp' })),
    };
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
