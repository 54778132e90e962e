import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const source = (path: string) => fileURLToPath(new URL(`src/${path}`, import.meta.url));
const fonts = ["inter", "roboto", "open-sans", "poppins", "lato"];

/* Flask serves dist/ under /assets/ and finds every entry by its source path in the manifest,
   for example "src/people.tsx" or "src/shared/fonts/inter.css". */
export default defineConfig({
  base: "/assets/",
  plugins: [react()],
  resolve: { alias: { "@": source("") } },
  build: {
    outDir: "dist",
    assetsDir: ".",
    manifest: "manifest.json",
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: {
      input: [
        source("client/join.ts"),
        source("people.tsx"),
        source("signup.tsx"),
        source("staff.tsx"),
        source("recorder/main.ts"),
        ...fonts.map((font) => source(`shared/fonts/${font}.css`)),
      ],
    },
  },
  worker: { format: "es" },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
  },
});
