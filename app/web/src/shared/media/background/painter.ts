import type { Backdrop, Blur } from "./choice";

/** What is painted behind the person. */
export type Scenery = { readonly kind: "blur"; readonly strength: Blur } | HTMLImageElement;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Shares of the picture's height. */
const RADIUS: Record<Blur, number> = { light: 0.012, strong: 0.035 };
const LARGEST = 1280;

/** Loads what the backdrop needs. Rejects when its picture cannot be had. */
export async function sceneryOf(backdrop: Backdrop): Promise<Scenery> {
  if (backdrop.kind === "blur") return backdrop;
  const image = new Image();
  image.src = backdrop.url;
  await image.decode();
  return image;
}

/** Puts the person, cut out by the mask, before the scenery. */
export class Painter {
  readonly canvas = document.createElement("canvas");
  readonly #context: CanvasRenderingContext2D;
  readonly #small = document.createElement("canvas");

  constructor(size: Size) {
    const scale = Math.min(1, LARGEST / Math.max(size.width, size.height));
    this.canvas.width = Math.round(size.width * scale);
    this.canvas.height = Math.round(size.height * scale);
    const context = this.canvas.getContext("2d");
    if (!context) throw new Error("The browser paints no pictures.");
    this.#context = context;
  }

  paint(frame: CanvasImageSource & Partial<Size>, mask: CanvasImageSource, scenery: Scenery): void {
    const { width, height } = this.canvas;
    const context = this.#context;
    context.globalCompositeOperation = "copy";
    // The mask is small: drawn large, its edge is soft.
    context.drawImage(mask, 0, 0, width, height);
    context.globalCompositeOperation = "source-in";
    context.drawImage(frame, 0, 0, width, height);
    context.globalCompositeOperation = "destination-over";
    if (scenery instanceof HTMLImageElement) this.#cover(scenery);
    else this.#blurred(frame, RADIUS[scenery.strength]);
  }

  /** Fills the whole picture and cuts off what sticks out. */
  #cover(image: HTMLImageElement): void {
    const { width, height } = this.canvas;
    const scale = Math.max(width / image.naturalWidth, height / image.naturalHeight);
    const [wide, high] = [image.naturalWidth * scale, image.naturalHeight * scale];
    this.#context.drawImage(image, (width - wide) / 2, (height - high) / 2, wide, high);
  }

  /** Blurring a small copy costs little, and looks the same once it is large again. */
  #blurred(frame: CanvasImageSource, radius: number): void {
    const small = this.#small;
    small.height = Math.max(8, Math.round(1 / radius) * 2);
    small.width = Math.round((small.height * this.canvas.width) / this.canvas.height);
    const context = small.getContext("2d");
    if (!context) return;
    context.imageSmoothingQuality = "high";
    if ("filter" in context) context.filter = "blur(1px)";
    context.drawImage(frame, 0, 0, small.width, small.height);
    this.#context.imageSmoothingQuality = "high";
    this.#context.drawImage(small, 0, 0, this.canvas.width, this.canvas.height);
  }
}
