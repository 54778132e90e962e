import { expect, test } from "vitest";
import { cleanKey, matchingReplies, slashWord } from "./cannedReplies";

const replies = [
  { id: "1", key: "hours", text: "We open at nine" },
  { id: "2", key: "thanks", text: "Thank you for waiting" },
];

test("a slash at the start asks for replies, one in a sentence does not", () => {
  expect(slashWord("/")).toBe("");
  expect(slashWord("/Hou")).toBe("hou");
  expect(slashWord("and/or")).toBeNull();
  expect(slashWord("/hours at")).toBeNull();
});

test("replies are found by their key first, then by their text", () => {
  expect(matchingReplies(replies, "th").map(({ key }) => key)).toEqual(["thanks"]);
  expect(matchingReplies(replies, "open").map(({ key }) => key)).toEqual(["hours"]);
  expect(matchingReplies(replies, "")).toHaveLength(2);
});

test("a key is one word", () => {
  expect(cleanKey("/good bye")).toBe("goodbye");
});
