import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds a sandbox, whose page it then shows at `/sandbox/` as the sandbox itself does. */
const target = process.env.SANDBOX_URL ?? 'http://127.0.0.1:8080';
// The sandbox refuses foreign hosts and origins, so the proxy speaks as the sandbox's own page.
const proxy = { target, changeOrigin: true, ws: true, rewriteWsOrigin: true, headers: { origin: target } };

/**
 * The bundle is embedded into a Rust binary, so it is exactly three files with fixed names,
 * and two builds of one lock file are equal byte for byte.
 */
export default defineConfig(({ command }) => ({
  base: command === 'serve' ? '/sandbox/' : './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: ['chrome123', 'firefox128', 'safari17.5'],
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: false,
    cssCodeSplit: false,
    modulePreload: false,
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    reportCompressedSize: true,
    rolldownOptions: {
      output: {
        entryFileNames: 'app.js',
        assetFileNames: 'app.[ext]',
        banner: '/*! Third-party parts and their licences: asyncord/web/THIRD-PARTY.md */',
      },
    },
  },
  server: {
    host: '127.0.0.1',
    // Bots are told the page's own address, so their calls come here as well.
    proxy: Object.fromEntries(
      ['/sandbox/api', '/sandbox/socket', '/attachments', '/cdn', '/api'].map((path) => [path, proxy]),
    ),
  },
  // The limit is for machines that do other things as well.
  test: { environment: 'happy-dom', include: ['test/**/*.test.{ts,tsx}'], testTimeout: 30_000 },
}));
