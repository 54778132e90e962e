import { Text } from "@mantine/core";

/** A name that may be long: at most two lines, whole in the title. */
export function NameCell({ children }: { children: string }) {
  return (
    <Text span inherit lineClamp={2} title={children}>
      {children}
    </Text>
  );
}

/** The first column of a list: what the row is, and one quieter line about it. */
export function TitleCell({ title, detail }: { title: string; detail?: string | null }) {
  return (
    <>
      <Text span inherit fw={500} lineClamp={2} title={title}>
        {title}
      </Text>
      {detail && (
        <Text span size="xs" c="dimmed" lineClamp={1} title={detail} data-figures>
          {detail}
        </Text>
      )}
    </>
  );
}
