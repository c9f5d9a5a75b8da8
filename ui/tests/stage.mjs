/* The window on the fake program, served under the shipped content security policy. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "img-src 'self'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self' ipc: http://ipc.localhost",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
const KINDS = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.ftl': 'text/plain',
};
/** Letters are drawn alike wherever the fonts are the same. */
const SAME_EVERYWHERE = ['--font-render-hinting=none', '--disable-lcd-text', '--disable-gpu'];

const dist = fileURLToPath(new URL('../dist-fake', import.meta.url));

function serve() {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://window');
    const file = join(dist, pathname === '/' ? 'index.html' : pathname);
    if (pathname === '/favicon.ico') return void response.writeHead(204).end();
    try {
      const body = readFileSync(file);
      response.writeHead(200, {
        'content-type': KINDS[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'cache-control': 'max-age=600',
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

/** A browser, and the address where the window is. */
export async function openStage() {
  const server = await serve();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', ...SAME_EVERYWHERE],
  });
  const close = async () => {
    await browser.close();
    server.close();
  };
  return { browser, address: `http://127.0.0.1:${server.address().port}`, close };
}

/** A page of its own, and what it complains about. */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 980, height: 680 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
    ...options,
  });
  const page = await context.newPage();
  const troubles = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(String(error)));
  return { page, troubles, close: () => context.close() };
}
