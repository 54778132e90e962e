import { type Cell, fitted, gridCells, stageCells } from "./layout";
import type { Look } from "./look";
import { hasPicture, type Seat } from "./seats";
import { type Brush, drawAvatar, drawHeader, drawNotice, drawTile, HEADER_HEIGHT } from "./strokes";

export const WIDTH = 1280;
export const HEIGHT = 720;
export const FRAMES_A_SECOND = 24;
const BACKGROUND = "#11151a";
const AREA: Cell = { x: 0, y: HEADER_HEIGHT, width: WIDTH, height: HEIGHT - HEADER_HEIGHT };

/** Draws who may be seen, many times a second, whatever the room does meanwhile. */
export class Composite {
  readonly track: CanvasCaptureMediaStreamTrack;
  frames = 0;
  private readonly brush: Brush;

  constructor(
    private readonly look: () => Look | null,
    private readonly seats: () => Seat[],
    private readonly isLive: () => boolean,
    private readonly mayBegin: () => boolean,
  ) {
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: WIDTH, height: HEIGHT });
    const brush = canvas.getContext("2d", { alpha: false });
    if (!brush) throw new Error("No canvas");
    this.brush = brush;
    // Frames are handed over when they are drawn, not when the browser thinks of it.
    const [track] = canvas.captureStream(0).getVideoTracks();
    this.track = track as CanvasCaptureMediaStreamTrack;
    setInterval(() => this.frame(), 1000 / FRAMES_A_SECOND);
  }

  /** Nothing is drawn before the first picture: the browser would hand over whatever the canvas holds. */
  frame(): void {
    if (!this.mayBegin()) return;
    const look = this.look();
    this.brush.fillStyle = BACKGROUND;
    this.brush.fillRect(0, 0, WIDTH, HEIGHT);
    if (look) this.draw(look);
    this.track.requestFrame();
    this.frames += 1;
  }

  private draw(look: Look): void {
    const seats = this.seats();
    drawHeader(this.brush, look, WIDTH);
    if (!this.isLive()) drawNotice(this.brush, look.texts.reconnecting, AREA);
    else if (seats.length === 0) drawNotice(this.brush, look.texts.nobody, AREA);
    else this.drawSeats(look, seats);
  }

  private drawSeats(look: Look, seats: Seat[]): void {
    const sharing = seats.find((seat) => seat.screen);
    if (!sharing?.screen) {
      this.drawFaces(look, seats, gridCells(seats.length, AREA));
      return;
    }
    const { stage, strip } = stageCells(seats.length, AREA);
    this.paint(sharing.screen, stage, "contain");
    this.drawFaces(look, seats, strip);
  }

  private drawFaces(look: Look, seats: Seat[], cells: Cell[]): void {
    for (const [index, cell] of cells.entries()) {
      const seat = seats[index] as Seat;
      if (!seat.camera || !this.paint(seat.camera, cell, "cover")) {
        drawAvatar(this.brush, seat.name, cell, look);
      }
      drawTile(this.brush, seat, cell, look);
    }
  }

  /** Whether there was a picture. */
  private paint(video: HTMLVideoElement, cell: Cell, how: "contain" | "cover"): boolean {
    if (!hasPicture(video)) return false;
    const picture = { width: video.videoWidth, height: video.videoHeight };
    const { source, target } = fitted(picture, cell, how);
    this.brush.drawImage(
      video,
      source.x,
      source.y,
      source.width,
      source.height,
      target.x,
      target.y,
      target.width,
      target.height,
    );
    return true;
  }
}
