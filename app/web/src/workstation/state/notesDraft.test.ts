import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  editNotes,
  hearNotes,
  resolveNotes,
  sendNotes,
  settleNotes,
  startNotes,
  wantsSaving,
} from "./notesDraft";
import { NotesKeeper } from "./notesKeeper";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("one's own words come back as an echo and change nothing on the screen", () => {
  const sent = sendNotes(editNotes(startNotes(""), "hello"));
  const typedOn = editNotes(sent, "hello there");
  const heard = hearNotes(typedOn, "hello");
  expect(heard.text).toBe("hello there");
  expect(heard.theirs).toBeNull();
  expect(wantsSaving(settleNotes(heard, true))).toBe(true);
});

test("somebody else's notes are taken over while nothing is typed here", () => {
  expect(hearNotes(startNotes("a"), "b")).toMatchObject({ base: "b", text: "b", theirs: null });
});

test("two who write at once lose nothing: the person chooses, and nothing is saved before", () => {
  const clash = hearNotes(editNotes(startNotes("a"), "a mine"), "a theirs");
  expect(clash.theirs).toBe("a theirs");
  expect(wantsSaving(clash)).toBe(false);
  expect(resolveNotes(clash, "both").text).toBe("a theirs\n\na mine");
  expect(resolveNotes(clash, "theirs")).toMatchObject({ text: "a theirs", base: "a theirs", theirs: null });
  expect(wantsSaving(resolveNotes(clash, "mine"))).toBe(true);
});

test("notes are saved after a pause, once", async () => {
  const save = vi.fn().mockResolvedValue(undefined);
  const keeper = new NotesKeeper("", save);
  keeper.edit("h");
  keeper.edit("hi");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(save.mock.calls).toEqual([["hi"]]);
  expect(wantsSaving(keeper.draft.get())).toBe(false);
});

test("notes that could not be saved are tried again", async () => {
  const save = vi.fn().mockRejectedValueOnce(new Error("offline")).mockResolvedValue(undefined);
  const keeper = new NotesKeeper("", save);
  keeper.edit("hi");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(keeper.draft.get().failed).toBe(true);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(save).toHaveBeenCalledTimes(2);
  expect(keeper.draft.get()).toMatchObject({ base: "hi", failed: false });
});

test("what is typed while saving is saved next", async () => {
  let answer: () => void = () => undefined;
  const save = vi.fn(() => new Promise<void>((resolve) => (answer = resolve)));
  const keeper = new NotesKeeper("", save);
  keeper.edit("one");
  await vi.advanceTimersByTimeAsync(1_000);
  keeper.edit("one two");
  answer();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(save.mock.calls.map((args) => (args as unknown[])[0])).toEqual(["one", "one two"]);
});
