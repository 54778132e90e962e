import type { FormEvent, ReactNode } from "react";
import { PageHeader } from "../PageHeader";
import classes from "./form.module.css";
import { SaveBar } from "./SaveBar";
import { UnsavedGuard } from "./UnsavedGuard";

interface FormPageProps {
  title: string;
  description?: string;
  lead?: ReactNode;
  actions?: ReactNode;
  dirty: boolean;
  busy: boolean;
  errorCount: number;
  error?: string | null;
  onSubmit: (event?: FormEvent<HTMLFormElement>) => void;
  onDiscard: () => void;
  children: ReactNode;
}

/** The pattern of every form page: sections, errors at their fields, guard, and a save bar that stays. */
export function FormPage({ title, description, lead, actions, onSubmit, children, ...bar }: FormPageProps) {
  return (
    <form className={classes.page} onSubmit={onSubmit} noValidate>
      <div className={classes.content}>
        <PageHeader {...{ title, description, lead, actions }} />
        {children}
      </div>
      <SaveBar {...bar} />
      <UnsavedGuard dirty={bar.dirty && !bar.busy} />
    </form>
  );
}
