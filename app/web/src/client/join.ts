/* The first page works without this file. It fetches the room's code as soon as the person starts to fill
   the form, so that it is there when it is needed, and opens the room where the server asks for it. */
const loadRoom = () => import("./room");

function warmUp(form: HTMLFormElement): void {
  form.addEventListener("input", () => void loadRoom(), { once: true });
}

async function openRoom(root: HTMLElement): Promise<void> {
  const { mountRoom } = await loadRoom();
  mountRoom(root);
}

const form = document.querySelector<HTMLFormElement>("form[data-join]");
const root = document.getElementById("room");
if (form) warmUp(form);
if (root) void openRoom(root);
