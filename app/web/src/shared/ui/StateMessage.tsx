import { Stack, Text, ThemeIcon, Title } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";

interface StateMessageProps {
  icon: Icon;
  title: string;
  text: string;
  children?: ReactNode;
  role?: "alert" | "status";
}

/** An empty, failed or finished state: what it is, what to do, and the button that does it. */
export function StateMessage({ icon: IconOf, title, text, children, role }: StateMessageProps) {
  return (
    <Stack align="center" gap="sm" py={64} px="md" role={role} maw={480} mx="auto" ta="center">
      <ThemeIcon size={48} variant="light" color="gray" aria-hidden>
        <IconOf size={24} stroke={1.6} />
      </ThemeIcon>
      <Title order={2} size="h2" mt="sm">
        {title}
      </Title>
      <Text c="dimmed">{text}</Text>
      {children && <div style={{ marginTop: 8 }}>{children}</div>}
    </Stack>
  );
}
