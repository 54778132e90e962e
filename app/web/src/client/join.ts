/* The link's page works without this file. It sends the form without leaving the page, fetches the room's
   code from the first key press on, and counts down to a scheduled call. */
import "./join.css";
import { inAppBrowserOf } from "../shared/media/browser";
import { startCountdown } from "./countdown";
import type { Entrance } from "./entrance";
import { type Refusal, sendForm } from "./sendForm";

const loadRoom = () => import("./room/main");
const token = location.pathname.split("/")[2] ?? "";

async function openRoom(root: HTMLElement, entrance: Entrance): Promise<void> {
  const { mountRoom } = await loadRoom();
  mountRoom(root, entrance);
}

function replaceForm(visit: Entrance["visit"]): void {
  const root = document.createElement("div");
  root.id = "room";
  document.querySelector("[data-join]")?.replaceWith(root);
  void openRoom(root, { token, visit });
}

function show(form: HTMLFormElement, refusal: Refusal): void {
  for (const field of form.querySelectorAll<HTMLElement>("[aria-describedby]")) {
    const wrong = refusal.fields.includes(field.id);
    field.toggleAttribute("aria-invalid", wrong);
    if (wrong) field.setAttribute("aria-invalid", "true");
    document.getElementById(`${field.id}-error`)?.toggleAttribute("hidden", !wrong);
  }
  const summary = document.getElementById("summary");
  if (summary) {
    summary.hidden = false;
    summary.textContent = summary.dataset[refusal.kind] ?? "";
  }
  form.querySelector<HTMLElement>("[aria-invalid]")?.focus();
}

async function submit(form: HTMLFormElement): Promise<void> {
  const button = form.querySelector("button");
  const label = button?.textContent ?? "";
  if (button) {
    button.disabled = true;
    button.textContent = button.dataset.sending ?? label;
  }
  const answer = await sendForm(token, new FormData(form));
  if (answer.visit) return replaceForm(answer.visit);
  if (!answer.refusal) return location.reload();
  if (button) {
    button.disabled = false;
    button.textContent = label;
  }
  show(form, answer.refusal);
}

function improve(form: HTMLFormElement): void {
  form.addEventListener("input", () => void loadRoom(), { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit(form);
  });
  const hint = document.getElementById("in-app");
  if (hint) hint.hidden = inAppBrowserOf() === null;
}

const form = document.querySelector<HTMLFormElement>("[data-join] form");
const clock = document.querySelector<HTMLElement>("[data-until]");
const room = document.getElementById("room");
if (form) improve(form);
if (clock) startCountdown(clock, () => location.reload());
if (room) void openRoom(room, JSON.parse(document.getElementById("boot")?.textContent ?? "{}"));
