import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { number } from "../shared/format";
import { StateBadge, TimeAgo } from "../shared/ui";
import classes from "./CompanyPage.module.css";
import type { CompanyDetail } from "./company";
import { Section } from "./Section";

type Owner = NonNullable<CompanyDetail["owners"]>[number];

function OwnerLine({ owner }: { owner: Owner }) {
  const { t } = useTranslation("companies");
  return (
    <li>
      <Text fw={500}>{owner.name}</Text>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {owner.email}
      </Text>
      {!owner.has_password && <StateBadge tone="amber" label={t("page.invited")} />}
    </li>
  );
}

function Roles({ roles }: { roles: NonNullable<CompanyDetail["roles"]> }) {
  const { t } = useTranslation(["companies", "shared"]);
  return (
    <Table mt="md" withRowBorders={false} verticalSpacing={4} horizontalSpacing={0}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("page.role")}</Table.Th>
          <Table.Th ta="right">{t("list.people")}</Table.Th>
          <Table.Th ta="right">{t("list.lastSignIn")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {roles.map((each) => (
          <Table.Tr key={each.role}>
            <Table.Td>{t(`shared:role.${each.role}`)}</Table.Td>
            <Table.Td ta="right" data-figures>
              {number(each.active)}
            </Table.Td>
            <Table.Td ta="right">
              <TimeAgo at={each.last_signed_in_at} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** Who owns the company, and how many work there. */
export function PeopleFacts({ company }: { company: CompanyDetail }) {
  const { t } = useTranslation("companies");
  const { owners, roles } = company;
  return (
    <Section title={t("list.people")}>
      {owners === null || roles === null ? (
        <Text c="dimmed">{t("page.notServed")}</Text>
      ) : (
        <>
          <ul className={classes.lines} aria-label={t("page.owners")}>
            {owners.map((owner) => (
              <OwnerLine key={owner.email} owner={owner} />
            ))}
          </ul>
          <Roles roles={roles} />
        </>
      )}
    </Section>
  );
}
