import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// Wide tables and pictures scroll sideways: a keyboard must reach them (WCAG 2.1.1), which these two rules forbid.
const knowingly = new Set(['a11y_no_noninteractive_tabindex', 'a11y_figcaption_index']);

export default defineConfig({
  plugins: [svelte({ onwarn: (warning, handle) => knowingly.has(warning.code) || handle(warning) })],
  build: {
    target: 'es2022',
    // The server's Content-Security-Policy takes scripts from files alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/feeds': 'http://127.0.0.1:8080' } },
});
