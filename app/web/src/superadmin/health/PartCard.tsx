import { Anchor, Group, Paper, Stack, Table, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Facts, StateBadge } from "../../shared/ui";
import { type Figure, type Item, type Part, TONES } from "./data";
import { FigureValue } from "./FigureValue";
import classes from "./health.module.css";

function useFigureName(part: Part): (figure: Figure) => string {
  const { t } = useTranslation("health");
  return ({ name }) => t(`figures.${part.name}.${name}` as "figures.redis.answer_ms");
}

function ItemName({ part, item }: { part: Part; item: Item }) {
  const { t } = useTranslation("health");
  const known = t(`items.${part.name}.${item.name}` as "items.queues.mail", { defaultValue: item.name });
  if (item.company_id === null) return <>{known}</>;
  return (
    <Anchor component={Link} to={`/superadmin/companies/${item.company_id}`} inherit>
      {item.name}
    </Anchor>
  );
}

/** Queues, companies or differences, a line each. */
function Items({ part }: { part: Part }) {
  const { t } = useTranslation("health");
  const nameOf = useFigureName(part);
  const notes = part.items.some((item) => item.note !== "");
  const figures = notes ? [] : (part.items[0]?.figures ?? []);
  return (
    <Table className={classes.items} verticalSpacing={6} horizontalSpacing={0}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t(`items.${part.name as "queues"}.title`)}</Table.Th>
          {figures.map((figure) => (
            <Table.Th key={figure.name} ta="right">
              {nameOf(figure)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {part.items.map((item) => (
          <Table.Tr key={`${item.company_id} ${item.name} ${item.note}`}>
            <Table.Td>
              <ItemName part={part} item={item} />
              {item.note && (
                <Text size="sm" c="dimmed" className={classes.note}>
                  {item.note}
                </Text>
              )}
            </Table.Td>
            {!notes &&
              item.figures.map((figure) => (
                <Table.Td key={figure.name} ta="right">
                  <FigureValue figure={figure} />
                </Table.Td>
              ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** One thing that the platform needs: how it is, and by which figures. */
export function PartCard({ part }: { part: Part }) {
  const { t } = useTranslation("health");
  const nameOf = useFigureName(part);
  const title = t(`parts.${part.name}`);
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap">
          <Title order={2} size="h4">
            {title}
          </Title>
          {!part.absent && <StateBadge tone={TONES[part.status]} label={t(`statuses.${part.status}`)} />}
        </Group>
        {part.absent && <Text c="dimmed">{t("absent")}</Text>}
        {!part.answered && <Text c="dimmed">{t("unanswered")}</Text>}
        {part.figures.length > 0 && (
          <Facts
            items={part.figures.map((figure) => [
              nameOf(figure),
              <FigureValue key={figure.name} figure={figure} />,
            ])}
          />
        )}
        {part.items.length > 0 && <Items part={part} />}
      </Stack>
    </Paper>
  );
}
