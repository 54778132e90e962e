import { useState } from "react";
import { isProblem } from "../../api/problem";
import { serverText } from "../../i18n/server";
import { problemText } from "../problemText";

export interface Submit<V, R> {
  busy: boolean;
  /** Said about the form as a whole; null when each error has found its field. */
  error: string | null;
  /** What the last attempt threw, for dialogs such as `LimitDialog`. */
  thrown: unknown;
  run: (values: V) => Promise<R | undefined>;
  reset: () => void;
}

/** The two things that this needs of a Mantine form. */
interface ErrorTarget {
  setErrors: (errors: Record<string, string>) => void;
  getValues: () => object;
}

/** Puts the server's errors at their fields; returns whether all of them found one. */
function placeErrors(form: ErrorTarget, error: unknown): boolean {
  if (!isProblem(error)) return false;
  const errors = Object.fromEntries(
    Object.entries(error.fieldErrors).map(([field, said]) => [field, serverText(said)]),
  );
  const names = Object.keys(errors);
  if (names.length === 0) return false;
  form.setErrors(errors);
  return names.every((name) => (name.split(".")[0] as string) in form.getValues());
}

/** Sends a form once at a time and shows what the server says about it. */
export function useSubmit<V, R>(form: ErrorTarget, send: (values: V) => Promise<R>): Submit<V, R> {
  const [busy, setBusy] = useState(false);
  const [thrown, setThrown] = useState<unknown>(null);
  const [error, setError] = useState<string | null>(null);
  const fail = (reason: unknown) => {
    setThrown(reason);
    const quiet = placeErrors(form, reason) || (isProblem(reason) && reason.planLimit);
    setError(quiet ? null : problemText(reason));
  };
  const reset = () => {
    setError(null);
    setThrown(null);
  };
  const run = async (values: V) => {
    reset();
    setBusy(true);
    try {
      return await send(values);
    } catch (reason) {
      fail(reason);
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, thrown, run, reset };
}
