import type { Cell } from "./layout";
import type { Look } from "./look";
import type { Seat } from "./seats";

export type Brush = CanvasRenderingContext2D;

export const HEADER_HEIGHT = 44;
const FACE = '"Inter Variable", "Noto Sans", sans-serif';
const MARGIN = 16;
const LOGO_HEIGHT = 28;
const LABEL_HEIGHT = 28;

/** The company on the left; the call's number and the time in the company's zone on the right. */
export function drawHeader(brush: Brush, look: Look, width: number): void {
  brush.fillStyle = look.primary;
  brush.fillRect(0, 0, width, HEADER_HEIGHT);
  brush.fillStyle = look.onPrimary;
  brush.textBaseline = "middle";
  brush.font = `500 16px ${FACE}`;
  const right = `${look.protocol}  ·  ${look.clock.format(new Date())}`;
  const rightWidth = brush.measureText(right).width;
  brush.fillText(right, width - MARGIN - rightWidth, HEADER_HEIGHT / 2);
  brush.font = `600 18px ${FACE}`;
  const room = width - rightWidth - 4 * MARGIN;
  brush.fillText(shortened(brush, look.name, room), drawLogo(brush, look), HEADER_HEIGHT / 2);
}

/** Where the name begins. */
function drawLogo(brush: Brush, look: Look): number {
  if (!look.logo || look.logo.height === 0) return MARGIN;
  const width = (look.logo.width * LOGO_HEIGHT) / look.logo.height;
  brush.drawImage(look.logo, MARGIN, (HEADER_HEIGHT - LOGO_HEIGHT) / 2, width, LOGO_HEIGHT);
  return MARGIN + width + MARGIN / 2;
}

/** One sentence in the middle. */
export function drawNotice(brush: Brush, text: string, area: Cell): void {
  brush.fillStyle = "#e6e9ed";
  brush.font = `500 24px ${FACE}`;
  brush.textBaseline = "middle";
  const width = brush.measureText(text).width;
  brush.fillText(text, area.x + (area.width - width) / 2, area.y + area.height / 2);
}

/** In place of a picture: the initials. */
export function drawAvatar(brush: Brush, name: string, cell: Cell, look: Look): void {
  brush.fillStyle = "#232a33";
  brush.fillRect(cell.x, cell.y, cell.width, cell.height);
  const radius = Math.min(cell.width, cell.height) * 0.2;
  const [x, y] = [cell.x + cell.width / 2, cell.y + cell.height / 2];
  brush.fillStyle = look.primary;
  brush.beginPath();
  brush.arc(x, y, radius, 0, 2 * Math.PI);
  brush.fill();
  brush.fillStyle = look.onPrimary;
  brush.font = `600 ${Math.round(radius * 0.8)}px ${FACE}`;
  const text = initials(name);
  brush.fillText(text, x - brush.measureText(text).width / 2, y);
}

/** Who it is, whether the microphone is off, and who speaks. */
export function drawTile(brush: Brush, seat: Seat, cell: Cell, look: Look): void {
  brush.font = `500 15px ${FACE}`;
  brush.textBaseline = "middle";
  const icon = seat.isMuted ? 22 : 0;
  const text = shortened(brush, seat.name, cell.width - 2 * MARGIN - icon - 20);
  const [x, y] = [cell.x + 8, cell.y + cell.height - LABEL_HEIGHT - 8];
  brush.fillStyle = "rgb(0 0 0 / 62%)";
  brush.beginPath();
  brush.roundRect(x, y, brush.measureText(text).width + icon + 20, LABEL_HEIGHT, 6);
  brush.fill();
  brush.fillStyle = "#ffffff";
  brush.fillText(text, x + 10 + icon, y + LABEL_HEIGHT / 2);
  if (seat.isMuted) drawMuted(brush, x + 10, y + LABEL_HEIGHT / 2);
  if (seat.isSpeaking) drawRing(brush, cell, look);
}

function drawMuted(brush: Brush, x: number, y: number): void {
  brush.strokeStyle = "#ff8f8f";
  brush.lineWidth = 2;
  brush.beginPath();
  brush.roundRect(x + 4, y - 8, 6, 10, 3);
  brush.moveTo(x + 1, y - 1);
  brush.arc(x + 7, y - 1, 6, Math.PI, 0, true);
  brush.moveTo(x + 7, y + 5);
  brush.lineTo(x + 7, y + 8);
  brush.moveTo(x, y - 8);
  brush.lineTo(x + 14, y + 8);
  brush.stroke();
}

function drawRing(brush: Brush, cell: Cell, look: Look): void {
  brush.strokeStyle = look.primary;
  brush.lineWidth = 4;
  brush.strokeRect(cell.x + 2, cell.y + 2, cell.width - 4, cell.height - 4);
}

/** First letters of the first and the last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("");
}

function shortened(brush: Brush, text: string, width: number): string {
  if (brush.measureText(text).width <= width) return text;
  let letters = [...text];
  while (letters.length > 1 && brush.measureText(`${letters.join("")}…`).width > width) {
    letters = letters.slice(0, -1);
  }
  return `${letters.join("")}…`;
}
