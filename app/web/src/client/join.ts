/* The page of a link, or of an invitation, works without this file. It sends the form without leaving the
   page, fetches the room's code from the first key press on, and counts down to a scheduled call. */
import "./join.css";
import { inAppBrowserOf } from "../shared/media/browser";
import { startCountdown } from "./countdown";
import type { Entrance, GuestEntrance, GuestView, VisitView } from "./entrance";
import { type Refusal, sendForm } from "./sendForm";

const [, place, token = ""] = location.pathname.split("/");
const isGuest = place === "guest";
const loadRoom = () => (isGuest ? import("./guest/main") : import("./room/main"));

async function openRoom(root: HTMLElement, entrance: Entrance | GuestEntrance): Promise<void> {
  const { mountRoom } = await loadRoom();
  mountRoom(root, entrance as Entrance & GuestEntrance);
}

function replaceForm(view: VisitView | GuestView): void {
  const root = document.createElement("div");
  root.id = "room";
  document.querySelector("[data-join]")?.replaceWith(root);
  const entrance = isGuest ? { token, guest: view as GuestView } : { token, visit: view as VisitView };
  void openRoom(root, entrance);
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
  const answer = await sendForm(`/api/v1/${isGuest ? "guests" : "visits"}/${token}`, new FormData(form));
  if (answer.view) return replaceForm(answer.view);
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
