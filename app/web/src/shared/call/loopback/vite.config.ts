import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/* A page of its own, for the browser journeys of the media: no part of the product's build. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "./",
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("../../../", import.meta.url)) } },
  build: { emptyOutDir: true, target: "es2022" },
});
