import { Radio, ScrollArea, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../shared/session";
import { PresenceBadge } from "../../shared/ui";
import { transferTargets } from "../state/commands";
import { TARGETS_KEY } from "../state/keys";
import { refusalText } from "../state/refusals";
import classes from "./Transfer.module.css";
import { departmentChoices, personChoices, type Target } from "./targets";

interface TargetListProps {
  kind: Target["kind"];
  chosen: Target | null;
  onChoose: (target: Target) => void;
}

/** Fresh enough to be called live, also for departments whose rooms are not ours to follow. */
const REFRESH_MS = 4_000;

/** Departments or colleagues, with who is free now. */
export function TargetList({ kind, chosen, onChoose }: TargetListProps) {
  const { t } = useTranslation("workstation");
  const { person } = useSession();
  const [search, setSearch] = useState("");
  const { data, error } = useQuery({
    queryKey: TARGETS_KEY,
    queryFn: transferTargets,
    refetchInterval: REFRESH_MS,
    staleTime: 0,
  });
  if (error) return <Text c="red">{refusalText(error)}</Text>;
  if (!data) return <Skeleton h={180} />;
  const rows =
    kind === "department"
      ? departmentChoices(data, search).map((choice) => (
          <Row key={choice.id} target={choice} detail={t("transfer.online", { count: choice.online })} />
        ))
      : personChoices(data, search, person.id).map((choice) => (
          <Row
            key={choice.id}
            target={choice}
            detail={choice.departments.join(", ")}
            disabled={choice.state !== "online"}
            end={<PresenceBadge state={choice.state} />}
          />
        ));
  const choices = kind === "department" ? departmentChoices(data, "") : personChoices(data, "", person.id);
  const choose = (id: string) => {
    const target = choices.find((choice) => String(choice.id) === id);
    if (target) onChoose(target);
  };
  return (
    <Stack gap="xs">
      <TextInput
        aria-label={t(`transfer.search.${kind}`)}
        placeholder={t(`transfer.search.${kind}`)}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <Radio.Group
        aria-label={t(`transfer.kind.${kind}`)}
        value={chosen?.kind === kind ? String(chosen.id) : null}
        onChange={choose}
      >
        <ScrollArea.Autosize mah={220} type="auto" viewportProps={{ tabIndex: 0 }}>
          <div className={classes.rows}>{rows}</div>
        </ScrollArea.Autosize>
      </Radio.Group>
      {rows.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("transfer.nobody")}
        </Text>
      )}
    </Stack>
  );
}

interface RowProps {
  target: Target;
  detail: string;
  disabled?: boolean;
  end?: ReactNode;
}

function Row({ target, detail, disabled, end }: RowProps) {
  return (
    <div className={classes.row}>
      <Radio
        className={classes.radio}
        value={String(target.id)}
        label={target.name}
        description={detail}
        disabled={disabled}
      />
      {end}
    </div>
  );
}
