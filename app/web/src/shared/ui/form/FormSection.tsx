import { Paper, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";
import classes from "./form.module.css";

interface FormSectionProps {
  title: string;
  /** One sentence of why one would change this. */
  why: string;
  children: ReactNode;
}

/** A part of a form: its name and purpose beside its fields. */
export function FormSection({ title, why, children }: FormSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.section}>
      <div className={classes.intro}>
        <Title order={2} id={id}>
          {title}
        </Title>
        <Text c="dimmed" size="sm" mt={4}>
          {why}
        </Text>
      </div>
      <Paper withBorder p={{ base: "md", sm: "lg" }} className={classes.fields}>
        <Stack gap="md">{children}</Stack>
      </Paper>
    </section>
  );
}
