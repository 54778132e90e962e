import { Group, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import { boot } from "../boot";

interface PageHeaderProps {
  title: string;
  description?: string;
  /** What stands before the title, such as the way back. */
  lead?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ title, description, lead, actions }: PageHeaderProps) {
  useDocumentTitle(`${title} · ${boot.company?.brand.name ?? "Voki"}`);
  return (
    <Group justify="space-between" align="flex-start" gap="md" wrap="wrap">
      <div style={{ minWidth: 0, flex: "1 1 280px" }}>
        {lead}
        <Title order={1} style={{ overflowWrap: "anywhere" }}>
          {title}
        </Title>
        {description && (
          <Text c="dimmed" mt={4} maw={640}>
            {description}
          </Text>
        )}
      </div>
      {actions && <Group gap="sm">{actions}</Group>}
    </Group>
  );
}
