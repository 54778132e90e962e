/** Tells a person from the room behind them, with the vendor's model from our own files. */
import type { Results, SelfieSegmentation } from "@mediapipe/selfie_segmentation";
import graph from "@mediapipe/selfie_segmentation/selfie_segmentation.binarypb?url";
import library from "@mediapipe/selfie_segmentation/selfie_segmentation.js?url";
import model from "@mediapipe/selfie_segmentation/selfie_segmentation.tflite?url";
import landscapeModel from "@mediapipe/selfie_segmentation/selfie_segmentation_landscape.tflite?url";
import program from "@mediapipe/selfie_segmentation/selfie_segmentation_solution_simd_wasm_bin.js?url";
import wasm from "@mediapipe/selfie_segmentation/selfie_segmentation_solution_simd_wasm_bin.wasm?url";

/** By the names under which the library asks for them. */
const FILES: Readonly<Record<string, string>> = {
  "selfie_segmentation.binarypb": graph,
  "selfie_segmentation.tflite": model,
  "selfie_segmentation_landscape.tflite": landscapeModel,
  "selfie_segmentation_solution_simd_wasm_bin.js": program,
  "selfie_segmentation_solution_simd_wasm_bin.wasm": wasm,
};
const [PORTRAIT, LANDSCAPE] = [0, 1];
const LOOKS_AT = 256;

declare global {
  interface Window {
    SelfieSegmentation?: typeof SelfieSegmentation;
  }
}

export interface Segmenter {
  /** Calls `paint` with the mask of this frame: opaque where the person is. */
  segment(frame: HTMLVideoElement, paint: (mask: CanvasImageSource) => void): Promise<void>;
}

let opened: Promise<Segmenter> | null = null;

/** One for the whole page: the library cannot be opened twice. Rejects where it does not run. */
export function openSegmenter(): Promise<Segmenter> {
  opened ??= open().catch((error) => {
    opened = null;
    throw error;
  });
  return opened;
}

async function open(): Promise<Segmenter> {
  const Solution = await loadLibrary();
  const solution = new Solution({ locateFile: addressOf });
  const small = document.createElement("canvas");
  const context = small.getContext("2d");
  let model = LANDSCAPE;
  solution.setOptions({ modelSelection: model });
  await solution.initialize();
  let last: Promise<unknown> = Promise.resolve();
  const run = async (frame: HTMLVideoElement, paint: (mask: CanvasImageSource) => void) => {
    const fitting = frame.videoWidth >= frame.videoHeight ? LANDSCAPE : PORTRAIT;
    if (fitting !== model) solution.setOptions({ modelSelection: fitting });
    model = fitting;
    // The model looks at no more than this, and its mask is as large as what it gets.
    small.width = LOOKS_AT;
    small.height = Math.round((LOOKS_AT * frame.videoHeight) / frame.videoWidth);
    context?.drawImage(frame, 0, 0, small.width, small.height);
    solution.onResults(({ segmentationMask }: Results) => paint(segmentationMask));
    await solution.send({ image: small });
  };
  return {
    segment(frame, paint) {
      // The library has one place for results, so frames go through it one by one.
      const done = last.then(() => run(frame, paint));
      last = done.catch(() => undefined);
      return done;
    },
  };
}

function addressOf(name: string): string {
  const address = FILES[name];
  if (!address) throw new Error(`The segmenter needs ${name}, which is for older browsers.`);
  return new URL(address, location.href).href;
}

/** The vendor's file is a plain script that leaves its class in the window. */
async function loadLibrary(): Promise<typeof SelfieSegmentation> {
  if (!window.SelfieSegmentation) await loadScript(library);
  if (!window.SelfieSegmentation) throw new Error("The segmenter did not load.");
  return window.SelfieSegmentation;
}

function loadScript(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error("The segmenter could not be fetched."));
    document.head.append(script);
  });
}
